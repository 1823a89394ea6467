import { existsSync, lstatSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { listBackups, newestWhole } from '../backup/backup-list.ts'
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
}

/** Which backup is meant; asks when nothing was typed. Throws a UsageError, or a NothingToDo where there is none. */
export async function chooseBackup(options: Options): Promise<Chosen> {
  const { file, backups, now } = options
  if (file === undefined) return chooseFromList(options)
  if (file === 'latest') {
    const newest = newestWhole(listBackups(backups), now)
    if (newest === undefined) throw new NothingToDo(`there is no whole backup in ${backups}`)
    return { kind: 'backup', path: newest.path, name: newest.name }
  }
  const places = [resolve(options.from, file), ...(basename(file) === file ? [join(backups, file)] : [])]
  const path = places.find((place) => existsSync(place))
  if (path === undefined) {
    throw new UsageError(`there is no ${places.join(' and no ')}: see ./scripts/backup.sh --list`)
  }
  return chosenAt(path)
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
