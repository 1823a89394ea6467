import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { backupName } from '../backup/backup-name.ts'
import { isWished } from '../deploy/wished.ts'
import { schoolDatabase } from '../postgres/database-names.ts'
import { RolledBackError } from '../steps/exit-code.ts'
import type { Settings } from '../steps/step.ts'
import type { SwarmRun } from './deploy-stack.ts'
import { runJob } from './job.ts'
import type { Given } from './migrate-job.ts'
import { readServices } from './stack-state.ts'

/**
 * What is done for the school's data before a deploy.
 * - job: they are in the stack, and a job dumps them where they are
 * - none: the operator has said so
 * - refused: they are elsewhere, and nobody has said who takes care of them
 */
export type BackupPlan = { plan: 'job' } | { plan: 'none' | 'refused'; words: string }

export function backupPlan(env: Settings['env'], { noBackup }: { noBackup: boolean }): BackupPlan {
  if (noBackup) return { plan: 'none', words: 'No backup: --no-backup' }
  if (!isWished(env, 'BACKUP_BEFORE_DEPLOY')) {
    return { plan: 'none', words: 'No backup: BACKUP_BEFORE_DEPLOY=false' }
  }
  if (env['POSTGRES_REPLICAS'] !== '0') return { plan: 'job' }
  return {
    plan: 'refused',
    words:
      'Postgres is not in this stack, so nothing here backs it up: take a backup where it is and start again with --no-backup, or set BACKUP_BEFORE_DEPLOY=false in .env when its own backups can bring back the last minute',
  }
}

/** As `docker volume ls` shows it on the machine of the data. */
const volumeOf = (stack: string) => `${stack}_backups`

const patienceMs = 3_600_000
/** Before each line that back-up.sh itself says. */
const mark = 'back-up: '

/** Throws a RolledBackError when the data of the school are not safe: nothing has been changed then. */
export async function backUp(run: SwarmRun, given: Given): Promise<void> {
  const { docker, settings, stack, say } = run
  const postgres = (await readServices(docker, stack)).find(({ name }) => name === 'postgres')
  if (postgres === undefined) throw new RolledBackError(`${stack} has no Postgres to back up`)
  say('Making a backup, and restoring it for trial')
  const script = readFileSync(join(import.meta.dirname, 'back-up.sh'), 'utf8')
  const { log, words } = await runJob(run, {
    name: 'back-up',
    image: postgres.image,
    command: ['bash', '/back-up.sh'],
    networks: ['data'],
    secrets: given.secrets.filter(({ name }) => name === 'postgres_superuser_password'),
    env: {
      ...{ PGHOST: 'postgres', PGUSER: 'postgres', DATABASE: schoolDatabase(settings.env) },
      NAME: `${backupName(new Date())}.dump`,
    },
    files: { '/back-up.sh': script },
    options: [
      ...['--constraint', 'node.labels.schoolbot.data == true', '--user', 'postgres', '--cap-drop', 'ALL'],
      ...['--limit-memory', '1g', '--read-only', '--mount', 'type=tmpfs,target=/tmp'],
      ...['--mount', `type=volume,source=${volumeOf(stack)},target=/var/lib/postgresql`],
    ],
    withinMs: patienceMs,
  })
  const answer =
    log
      .split('\n')
      .findLast((line) => line.startsWith(mark))
      ?.slice(mark.length) ?? ''
  if (answer === 'empty') return say('No backup: the database is empty')
  const [, made] = /^done: (.*)$/.exec(answer) ?? []
  if (made !== undefined) return say(`Made ${made}, in the volume ${volumeOf(stack)} of its machine`)
  const why = answer || `${words} ${log.split('\n').at(-1) ?? ''}`
  throw new RolledBackError(`no backup, so the version before goes on: ${why}`)
}
