import { createConfigurationStep } from '../init/configuration.ts'
import { readReplicas } from '../replicas/replica.ts'
import { ageOf } from '../words/sizes-and-ages.ts'
import { elsewhere } from './backup-before.ts'
import type { DeployWish } from './deploy-options.ts'
import type { DeployRun } from './deploy-run.ts'
import { presentOf, readHistory } from './history.ts'
import { waitingServices } from './other-services.ts'
import { botImage } from './release-images.ts'
import { migrationsDue } from './schema.ts'
import { versionOf } from './version.ts'
import { isWished } from './wished.ts'

function backupPlan({ setup }: DeployRun): string {
  if (!setup.isPresent('postgres')) return `make no backup: ${elsewhere}`
  if (!isWished(setup.env, 'BACKUP_BEFORE_DEPLOY')) return 'make no backup (BACKUP_BEFORE_DEPLOY=false)'
  return 'make a backup and restore it for trial'
}

/** What a deploy would do, in lines; nothing of it is done. */
export async function planOf(run: DeployRun, { services, allowContract }: DeployWish): Promise<string[]> {
  const { docker, project, setup, at } = run
  const image = botImage(setup.env)
  const replicas = await readReplicas(docker, project)
  const due = await migrationsDue(run)
  const files = await createConfigurationStep(setup, docker).look()
  const waiting = services === undefined ? [] : await waitingServices(run)
  const chosen = services?.length ? waiting.filter((name) => services.includes(name)) : waiting
  const present = presentOf(readHistory(setup.root))
  const steps = [
    image.isPulled
      ? `fetch ${image.name}:${image.tag}`
      : `build the image of this checkout (${versionOf(setup, image)})`,
    isWished(setup.env, 'RUN_TESTS')
      ? 'run the tests of the bot in that image'
      : 'run no tests (RUN_TESTS=false)',
    backupPlan(run),
    due.length === 0
      ? 'run no migrations: this checkout brings none that the database has not had'
      : `judge and run the migrations ${due.join(', ')}${allowContract ? ', whatever the checker says' : ''}`,
    files.state === 'missing'
      ? files.words.replaceAll('has not read', 'is let read')
      : 'leave the files of services as they are read',
    replicas.length === 0
      ? `start ${project.replicasOf('bot')} replicas, and nginx`
      : `exchange ${replicas.length} replicas by ${project.replicasOf('bot')}, one at a time`,
    ...replicas.map(({ name, state, health, image, startedAt }) => {
      return `  ${name}: ${health ?? state}, image ${image.slice(7, 19)}, started ${ageOf(startedAt, at)}`
    }),
    'send the canary and watch the new version; go back when it fails',
    ...chosen.map((name) => `take up newer settings or images of ${name}`),
  ]
  const way = present === undefined ? 'what runs now' : `${present.release} (${present.version})`
  return [
    'It would',
    ...steps.map((step) => `  ${step}`),
    `The way back would lead to ${way}. Nothing was changed.`,
  ]
}
