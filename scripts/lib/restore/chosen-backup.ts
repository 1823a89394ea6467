import { existsSync, lstatSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { listBackups, type OurBackup } from '../backup/backup-list.ts'
import { findBackup } from '../backup/find-backup.ts'
import { listLines } from '../backup/list-lines.ts'
import { manifestFile } from '../backup/manifest.ts'
import { NothingToDo, UsageError } from '../steps/exit-code.ts'
import type { Terminal } from './terminal.ts'

/** A folder that backup.sh made, or a file of anybody's. */
export interface Chosen {
  kind: 'backup' | 'file'
  path: string
  name: string
}

interface Options {
  file: string | undefined
  /** The folder of backups. */
  backups: string
  /** From which a path is meant that was typed. */
  from: string
  terminal: Terminal
  now: Date
  /** Which of several whole ones `latest` is, if there is one. */
  prefer?: (backup: OurBackup) => boolean
}

/** Which backup is meant; asks when nothing was typed. Throws a UsageError, or a NothingToDo where there is none. */
export async function chooseBackup(options: Options): Promise<Chosen> {
  const { file, backups, ...how } = options
  return file === undefined ? chooseFromList(options) : chosenAt(findBackup(backups, file, how))
}

function chosenAt(path: string): Chosen {
  const name = basename(path)
  if (statSync(path).isFile()) return { kind: 'file', path, name }
  if (existsSync(join(path, manifestFile))) return { kind: 'backup', path, name }
  throw new UsageError(
    `${path} is no backup: there is no ${manifestFile} in it${
      name.endsWith('.partial') ? ', for it was never finished' : ''
    }`,
  )
}

async function chooseFromList({ backups, terminal, now }: Options): Promise<Chosen> {
  if (!terminal.canAsk) {
    throw new UsageError('without a terminal the backup must be named: ./scripts/restore.sh latest --yes')
  }
  const listed = listBackups(backups)
  if (listed.length === 0) throw new NothingToDo(`there is no backup in ${backups}`)
  for (const line of listLines(listed, now)) terminal.say(line)
  const answer = await terminal.ask(`Which one? (1 to ${listed.length}, nothing to stop) `)
  const one = /^\d+$/.test(answer) ? listed[Number(answer) - 1] : undefined
  if (one === undefined) throw new UsageError('nothing was chosen: nothing was done')
  return lstatSync(one.path).isDirectory()
    ? { kind: 'backup', path: one.path, name: one.name }
    : { kind: 'file', path: one.path, name: one.name }
}
