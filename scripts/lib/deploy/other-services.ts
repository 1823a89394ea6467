import { readContainers } from '../compose/containers.ts'
import { changedSince } from '../init/changed-settings.ts'
import { readOutdated } from '../init/outdated.ts'
import { UsageError } from '../steps/exit-code.ts'
import { StepError } from '../steps/step.ts'
import type { Attempt, BeginStep } from './attempt.ts'
import { elsewhere, makeBackup } from './backup-before.ts'
import type { DeployRun } from './deploy-run.ts'
import { refuseOtherMajor } from './postgres-major.ts'
import { imageId } from './release-images.ts'
import { exchangeService, imageOf } from './service-exchange.ts'

/** Those whose absence people notice come last, and nginx, which leads to all others, at the very end. */
const lateOnes = ['grafana', 'redis', 'postgres', 'wal-archive', 'nginx']
/** Whose data are in a backup. */
const backedUp = ['postgres', 'grafana', 'glitchtip']

/** Why it is said that something is away, for a moment. */
const pauses: Readonly<Record<string, string>> = {
  postgres: 'while it starts again, messages wait at Telegram',
  redis: 'while it starts again, messages wait at Telegram',
  nginx: 'while it starts again, it refuses connections for a second or two, and Telegram calls again',
}

const ofTheBot = ['bot', 'migrate']

/** The services beside the bot for which newer settings or a newer image are here. */
export async function waitingServices(run: DeployRun): Promise<string[]> {
  const { docker, setup } = run
  const containers = (await readContainers(docker)).filter(({ service }) => !ofTheBot.includes(service))
  const changed = [...(await changedSince(setup, containers)), ...(await readOutdated(docker))]
  const names = changed.map(({ service }) => service).filter((name) => !ofTheBot.includes(name))
  for (const { id, service, state } of containers) {
    if (state !== 'running') continue
    const { image, imageName } = await imageOf(docker, id)
    const here = await imageId(docker, imageName)
    if (here !== undefined && here !== image) names.push(service)
  }
  return [...new Set(names)].sort(inTheirOrder)
}

const inTheirOrder = (a: string, b: string) => lateOnes.indexOf(a) - lateOnes.indexOf(b) || a.localeCompare(b)

/** Throws a UsageError for a name that is none. */
export function refuseStrangers({ project }: DeployRun, names: readonly string[]): void {
  const stranger = names.find((name) => !project.present.includes(name) || ofTheBot.includes(name))
  if (stranger === undefined) return
  throw new UsageError(
    `${stranger} is no service beside the bot: docker compose config --services names them`,
  )
}

/** Takes up newer settings and images of these services, or of all that wait, one after the other. */
export async function takeUpServices(
  run: DeployRun,
  { names, attempt, beginStep }: { names: readonly string[]; attempt: Attempt; beginStep: BeginStep },
): Promise<void> {
  const { setup, project } = run
  const asked = names.length > 0 ? names : project.present.filter((name) => !ofTheBot.includes(name))
  beginStep('images of services')
  for (const name of asked) await fetchNewer(run, name)
  const waiting = (await waitingServices(run)).filter((name) => asked.includes(name))
  if (waiting.length === 0) return setup.say('No service has newer settings or a newer image')
  if (waiting.some((name) => ['postgres', 'wal-archive'].includes(name))) await refuseOtherMajor(run)
  if (waiting.some((name) => backedUp.includes(name)) && attempt.backup === undefined) {
    beginStep('backup before services')
    if (setup.isPresent('postgres'))
      attempt.backup = await makeBackup(run, attempt.release, { needsAll: true })
    else setup.say(`warning: no backup before: ${elsewhere}`)
  }
  for (const name of waiting) {
    beginStep(`service ${name}`)
    setup.say(`Taking up ${name}${pauses[name] === undefined ? '' : `: ${pauses[name]}`}`)
    await exchangeService(run, attempt, name)
  }
}

/** On an offline server what is here is taken. */
async function fetchNewer({ setup }: DeployRun, name: string): Promise<void> {
  try {
    await setup.compose(['pull', '--quiet', name], { withinMs: 1_800_000 })
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    setup.say(`warning: no newer image of ${name} was fetched: ${error.message.split('\n').at(-1)?.trim()}`)
  }
}
