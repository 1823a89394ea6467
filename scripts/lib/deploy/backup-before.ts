import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** Why none can be made. */
export const elsewhere = 'Postgres is not part of this installation, and its backups are made where it is'

/** A backup that was restored for trial, kept for as long as the release is; its name. */
export async function backUpBefore(run: DeployRun, release: string): Promise<string | undefined> {
  const { setup } = run
  if (!isWished(setup.env, 'BACKUP_BEFORE_DEPLOY')) {
    setup.say('No backup: BACKUP_BEFORE_DEPLOY=false')
    return undefined
  }
  const applied = await appliedBefore(run)
  if (applied === undefined) {
    setup.say(`No backup: ${elsewhere}`)
    return undefined
  }
  if (applied.length === 0) {
    setup.say('No backup: the database is empty')
    return undefined
  }
  // a copy off site or a figure of Grafana keeps no school from a new version of its bot
  return makeBackup(run, release, { needsAll: false })
}

export async function makeBackup(
  run: DeployRun,
  release: string,
  { needsAll, make = runBackup }: { needsAll: boolean; make?: typeof runBackup },
): Promise<string> {
  const { setup } = run
  const list = () => listBackups(backupsFolder(setup.root, setup.env))
  const known = new Set(list().map(({ name }) => name))
  setup.say('Making a backup, and restoring it for trial')
  const { progress, end } = createProgress(process.stderr)
  const warn = (line: string) => setup.say(`warning: ${line}`)
  let shortcoming: StepError | undefined
  try {
    const say = (line: string) => (end(), setup.say(line))
    await make(run, { only: undefined, drill: true, say, warn, progress })
  } catch (error) {
    if (needsAll || !(error instanceof StepError)) throw error
    shortcoming = error
  } finally {
    end()
  }
  const backup = newestWhole(list(), new Date())
  const isProven = backup?.verifiedAt !== undefined && !known.has(backup.name)
  if (shortcoming !== undefined && !isProven) throw shortcoming
  if (backup === undefined)
    throw new StepError('the backup is made and cannot be found: ./scripts/backup.sh --list')
  if (shortcoming !== undefined)
    warn(`${shortcoming.message}; the school's database was restored for trial: the deploy goes on`)
  writeFileSync(join(backup.path, pinnedFile), `${pinReason(release)}\n`, { flush: true })
  return backup.name
}
