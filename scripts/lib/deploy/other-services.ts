import { readContainers } from '../compose/containers.ts'
import { changedSince } from '../init/changed-settings.ts'
import { readOutdated } from '../init/outdated.ts'
import { UsageError } from '../steps/exit-code.ts'
import { StepError } from '../steps/step.ts'
import type { Attempt, BeginStep } from './attempt.ts'
import { makeBackup } from './backup-before.ts'
import type { DeployRun } from './deploy-run.ts'
import { refuseOtherMajor } from './postgres-major.ts'
import { composeOf } from './release-compose.ts'
import { imageId } from './release-images.ts'

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
    const inspected = await docker.docker(['inspect', '--format', '{{.Image}} {{.Config.Image}}', id])
    const [image = '', name = ''] = inspected.trim().split(' ')
    const here = await imageId(docker, name)
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
    attempt.backup = await makeBackup(run, attempt.release)
  }
  for (const name of waiting) {
    beginStep(`service ${name}`)
    await takeUpService(run, attempt, name)
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

async function takeUpService(run: DeployRun, attempt: Attempt, name: string): Promise<void> {
  const { setup } = run
  setup.say(`Taking up ${name}${pauses[name] === undefined ? '' : `: ${pauses[name]}`}`)
  const args = ['up', '--detach', '--no-deps', '--no-build', '--pull=missing']
  const waiting = [...args, '--wait', '--wait-timeout', '300', name]
  const restarted = (await readOutdated(run.docker)).find(({ service }) => service === name)
  try {
    await run.interruption.carryThrough(async () => {
      await composeOf(run, { id: attempt.release })(waiting, 1_200_000)
      // its settings may be the same, and a secret another one
      if (restarted !== undefined) await run.docker.docker(['restart', restarted.id]).catch(() => undefined)
    })
  } catch (error) {
    if (!(error instanceof StepError) || attempt.previous === undefined) throw error
    setup.say(`${name} does not come up: bringing back how it was`)
    await composeOf(run, { id: attempt.previous.release })(waiting, 1_200_000)
    throw new StepError(`${name} does not come up with its newer settings or image: ${error.message}`)
  }
}
