import { existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder } from '../processes/pipeline.ts'
import { reach } from '../steps/failpoint.ts'
import { isOurs, listBackups } from './backup-list.ts'
import { backupTime } from './backup-name.ts'
import { type RetentionOptions, whatToDelete } from './retention.ts'

/** One that is being deleted: no name of a backup. */
const deletingName = (name: string) => `${name}.deleting`

export const pruneFailpoints = ['prune-renamed', 'prune-deleted'] as const

/** What retention would delete, by name. One whose manifest cannot be read stays: newer scripts may have made it. */
export function whatToPrune(folder: string, options: RetentionOptions): string[] {
  const backups = listBackups(folder)
    .filter(isOurs)
    .filter(({ manifest }) => manifest !== undefined)
    .map(({ name, at, verifiedAt, pinned, whole }) => {
      return { name, at, whole, verified: verifiedAt !== undefined, pinned: pinned !== undefined }
    })
  return whatToDelete(backups, options)
}

/**
 * Deletes what retention lets go, and returns the names. Only to be called after a good backup, under the lock. Each one
 * first loses its name and then its files: whenever this dies, what bears the name of a backup is a backup.
 */
export function pruneBackups(folder: string, options: RetentionOptions): string[] {
  const names = whatToPrune(folder, options)
  for (const name of names) {
    const doomed = join(folder, deletingName(name))
    // of a run that died between the two, and whose backup came back under the same name
    rmSync(doomed, { recursive: true, force: true })
    renameSync(join(folder, name), doomed)
    syncFolder(folder)
    reach('prune-renamed')
    // links in it are removed and not followed
    rmSync(doomed, { recursive: true, force: true })
    reach('prune-deleted')
  }
  return names
}

/**
 * Removes what runs that died have left: halves of backups (….partial) and of deletions (….deleting), and returns their
 * names. To be called at the begin of a run, under the lock. Links, and whatever has another name, stay.
 */
export function removeLeftovers(folder: string): string[] {
  if (!existsSync(folder)) return []
  const leftovers = readdirSync(folder).filter((name) => {
    const [, whole] = /^(.*)\.(?:partial|deleting)$/.exec(name) ?? []
    return (
      whole !== undefined && backupTime(whole) !== undefined && lstatSync(join(folder, name)).isDirectory()
    )
  })
  for (const name of leftovers) rmSync(join(folder, name), { recursive: true, force: true })
  return leftovers
}
