import { existsSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { NothingToDo, UsageError } from '../steps/exit-code.ts'
import { isOurs, listBackups, newestWhole, type OurBackup } from './backup-list.ts'

interface Options {
  /** From which a path is meant that was typed. */
  from?: string
  now?: Date
  /** Which of the whole ones `latest` is, if there is such a one. */
  prefer?: (backup: OurBackup) => boolean
}

/**
 * A backup, its folder or a file of another hand: by its name in the folder of backups, by a path as seen from where the
 * operator is, or `latest`. Throws a UsageError, or a NothingToDo where there is none.
 */
export function findBackup(
  backups: string,
  name: string,
  { from = process.cwd(), now = new Date(), prefer = () => true }: Options = {},
): string {
  if (name === 'latest') {
    const listed = listBackups(backups)
    const preferred = listed.filter((one) => isOurs(one) && prefer(one))
    const newest = newestWhole(preferred, now) ?? newestWhole(listed, now)
    if (newest === undefined) throw new NothingToDo(`there is no whole backup in ${backups}`)
    return newest.path
  }
  const places = isAbsolute(name) ? [name] : [join(backups, name), resolve(from, name)]
  const found = places.find((path) => existsSync(path))
  if (found === undefined)
    throw new UsageError(`there is no backup ${name}: ./scripts/backup.sh --list shows them`)
  // a file of it stands for all of it
  return existsSync(join(dirname(found), 'manifest.json')) &&
    basename(found) !== '' &&
    !existsSync(join(found, 'manifest.json'))
    ? dirname(found)
    : found
}
