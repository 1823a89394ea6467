import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { listBackups, newestWhole } from '../backup/backup-list.ts'
import { backupsFolder } from '../backup/backup-run.ts'
import { pinnedFile } from '../backup/manifest.ts'
import { createProgress } from '../backup/progress.ts'
import { runBackup } from '../backup/run-backup.ts'
import { StepError } from '../steps/step.ts'
import type { DeployRun } from './deploy-run.ts'
import { pinReason } from './kept-releases.ts'
import { appliedBefore } from './schema.ts'
import { isWished } from './wished.ts'

/** A backup that was restored for trial, kept for as long as the release is; its name. */
export async function backUpBefore(run: DeployRun, release: string): Promise<string | undefined> {
  const { setup } = run
  if (!isWished(setup.env, 'BACKUP_BEFORE_DEPLOY')) {
    setup.say('No backup: BACKUP_BEFORE_DEPLOY=false')
    return undefined
  }
  const applied = await appliedBefore(run)
  if (applied === undefined) return undefined
  if (applied.length === 0) {
    setup.say('No backup: the database is empty')
    return undefined
  }
  return makeBackup(run, release)
}

export async function makeBackup(run: DeployRun, release: string): Promise<string> {
  const { setup } = run
  setup.say('Making a backup, and restoring it for trial')
  const { progress, end } = createProgress(process.stderr)
  const warn = (line: string) => setup.say(`warning: ${line}`)
  try {
    const say = (line: string) => (end(), setup.say(line))
    await runBackup(run, { only: undefined, drill: true, say, warn, progress })
  } finally {
    end()
  }
  const folder = newestWhole(listBackups(backupsFolder(setup.root, setup.env)), new Date())?.path
  if (folder === undefined)
    throw new StepError('the backup is made and cannot be found: ./scripts/backup.sh --list')
  writeFileSync(join(folder, pinnedFile), `${pinReason(release)}\n`, { flush: true })
  return basename(folder)
}
