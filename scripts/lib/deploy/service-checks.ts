import { checkRoom } from '../backup/backup-room.ts'
import { backupsFolder } from '../backup/backup-run.ts'
import { type Container, readContainers } from '../compose/containers.ts'
import { changedSince, isLeftToTheOperator } from '../init/changed-settings.ts'
import { createConfigurationStep } from '../init/configuration.ts'
import { readOutdated } from '../init/outdated.ts'
import { findPostgres } from '../postgres/postgres-server.ts'
import { StepError } from '../steps/step.ts'
import type { DeployRun } from './deploy-run.ts'
import { type Findings, fault, note } from './findings.ts'
import { migrationsDue } from './schema.ts'
import { isWished } from './wished.ts'

const isWell = ({ state, health }: Container) => state === 'running' && (health ?? 'healthy') === 'healthy'
const namesOf = (containers: readonly Container[]) => [...new Set(containers.map(({ service }) => service))]

/** What the bot cannot do without runs; of what else should, it is said. */
export async function runningServices({ docker, project, setup }: DeployRun): Promise<Partial<Findings>> {
  const containers = await readContainers(docker)
  const ill = project.present.filter((name) => !containers.some((one) => one.service === name && isWell(one)))
  const needed = ['postgres', 'redis'].filter((name) => ill.includes(name))
  const others = ill.filter((name) => !needed.includes(name) && !isLeftToTheOperator(project, name))
  const start = `./scripts/init_monitoring.sh starts ${needed.length + others.length > 1 ? 'them' : 'it'}`
  return {
    faults: needed.length === 0 ? [] : [`${needed.join(' and ')}: not running, or not healthy: ${start}`],
    warnings: others.length === 0 ? [] : [`not running, or not healthy: ${others.join(', ')}: ${start}`],
    notes: setup.isPresent('bot')
      ? []
      : ['this installation runs no bot: BOT_REPLICAS and the Compose files say so'],
  }
}

/** Which migrations it would run, and whether the backup before has room. */
export async function database(run: DeployRun): Promise<Partial<Findings> | undefined> {
  const { docker, setup, at } = run
  if (!setup.isPresent('postgres')) {
    return note('Postgres is not part of this installation: back it up where it is, before a new version')
  }
  try {
    const due = await migrationsDue(run)
    const notes = due.length === 0 ? [] : [`Migrations that are due: ${due.join(', ')}`]
    if (isWished(setup.env, 'BACKUP_BEFORE_DEPLOY')) {
      await checkRoom(await findPostgres(docker), backupsFolder(setup.root, setup.env), at)
    }
    return { notes }
  } catch (error) {
    // that it does not run is told already
    if (error instanceof StepError && !error.message.startsWith('Postgres does not run'))
      return fault(error.message)
    if (error instanceof StepError) return undefined
    throw error
  }
}

/** Files that services have not read: those that are wrong would stop the next start. */
export async function unreadFiles({ docker, setup }: DeployRun): Promise<Partial<Findings> | undefined> {
  const { state, words } = await createConfigurationStep(setup, docker).look()
  if (state === 'failed') return fault(words)
  return state === 'missing' ? note(`This deploy lets services read their files: ${words}`) : undefined
}

/** What was changed in .env, in the Compose files or in secrets/ and has not got to the containers. */
export async function unappliedSettings({
  docker,
  setup,
}: DeployRun): Promise<Partial<Findings> | undefined> {
  const containers = await readContainers(docker)
  const older = namesOf([...(await changedSince(setup, containers)), ...(await readOutdated(docker))])
  const others = older.filter((name) => !['bot', 'migrate'].includes(name))
  return {
    notes: older.includes('bot')
      ? [
          '.env, the Compose files or secrets/ have changed since the bot was started: this deploy takes it up',
        ]
      : [],
    warnings:
      others.length === 0
        ? []
        : [
            `.env, the Compose files or secrets/ have changed, and these run with what was before: ${others.join(', ')}; --services takes it up`,
          ],
  }
}
