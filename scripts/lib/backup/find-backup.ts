import { existsSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { StepError } from '../steps/step.ts'
import { listBackups, newestWhole } from './backup-list.ts'

/**
 * The folder of a backup of ours: by its name in the folder of backups, by a path as seen from where the operator is, or
 * `latest`. Throws a StepError.
 */
export function findBackup(backups: string, name: string, from = process.cwd()): string {
  if (name === 'latest') {
    const newest = newestWhole(listBackups(backups), new Date())
    if (newest === undefined) throw new StepError(`there is no whole backup in ${backups}`)
    return newest.path
  }
  const places = isAbsolute(name) ? [name] : [join(backups, name), resolve(from, name)]
  const found = places.find((path) => existsSync(path))
  if (found === undefined)
    throw new StepError(`there is no backup ${name}: ./scripts/backup.sh --list shows them`)
  // a file of it stands for all of it
  return existsSync(join(dirname(found), 'manifest.json')) &&
    basename(found) !== '' &&
    !existsSync(join(found, 'manifest.json'))
    ? dirname(found)
    : found
}
