import { setTimeout as sleep } from 'node:timers/promises'
import type { ComposeProject } from './compose-project.ts'
import { type Container, readContainers } from './containers.ts'
import type { Docker } from './docker.ts'
import { isOutdated } from './outdated.ts'
import { keepQuietBeforeTheFirstStart } from './quiet.ts'
import { type Finding, type Setup, type Step, StepError } from './step.ts'

/** What `docker compose up -d` is for: the bot, and what is of use only with it. */
const startedByTheOperator = ['bot', 'migrate', 'nginx']

/** Everything but the bot and nginx runs, is healthy, and has read the files of today. */
export function createServicesStep(setup: Setup, docker: Docker, project: ComposeProject): Step {
  const wanted = project.present.filter(
    (name) => !startedByTheOperator.includes(name) && !project.dependsOn(name, startedByTheOperator),
  )

  async function look(): Promise<Finding> {
    const containers = await readContainers(docker)
    const isWell = ({ state, health }: Container) =>
      state === 'running' && (health === undefined || health === 'healthy')
    const ill = wanted.filter((name) => !containers.some((one) => one.service === name && isWell(one)))
    const outdated = servicesOf(await outdatedOf(containers))
    const words = [
      ...(ill.length > 0 ? [`not running or not healthy: ${ill.join(', ')}`] : []),
      ...(outdated.length > 0 ? [`running with older settings: ${outdated.join(', ')}`] : []),
    ]
    if (words.length > 0) return { state: 'missing', words: words.join('; ') }
    return { state: 'ready', words: `${wanted.length} services are healthy` }
  }

  async function outdatedOf(containers: readonly Container[]): Promise<Container[]> {
    const hashes = await setup.compose(['config', '--hash', '*'])
    const current = new Map(hashes.split('\n').map((line) => [line.split(' ')[0], line.split(' ')[1]]))
    return containers.filter(
      (container) =>
        container.state === 'running' &&
        ((wanted.includes(container.service) && current.get(container.service) !== container.configHash) ||
          isOutdated(container, setup)),
    )
  }

  async function make(): Promise<Finding> {
    setup.say(`Starting ${wanted.join(', ')} (the first time their images are fetched)`)
    await up(wanted)
    await keepQuietBeforeTheFirstStart(setup, docker)
    const containers = await readContainers(docker)
    const outdated = servicesOf(containers.filter((one) => one.state === 'running' && isOutdated(one, setup)))
    if (outdated.length > 0) {
      setup.say(`Starting again, to read what has changed: ${outdated.join(', ')}`)
      await setup.compose(['restart', ...outdated], { withinMs: 300_000 })
      await up(outdated.filter((name) => wanted.includes(name)))
    }
    return look()
  }

  async function up(services: readonly string[]): Promise<void> {
    if (services.length === 0) return
    await using _ = signOfLife(setup)
    const args = ['up', '--detach', '--wait', '--wait-timeout', '300', ...services]
    try {
      await setup.compose(args, { withinMs: 1_800_000 })
    } catch (error) {
      throw new StepError(await whatIsIll(error instanceof Error ? error.message : String(error)))
    }
  }

  /** Compose says that something failed; which service, and its last words, must be asked for. */
  async function whatIsIll(complaint: string): Promise<string> {
    const ill = (await readContainers(docker, wanted)).filter(
      ({ state, health }) => state !== 'running' || health === 'unhealthy' || health === 'starting',
    )
    if (ill.length === 0) return complaint
    const names = servicesOf(ill)
    const logs = await setup.compose(['logs', '--no-color', '--tail', '8', ...names])
    return `not healthy: ${names.join(', ')}; their last words:\n${logs.trimEnd().replaceAll(/^/gm, '    ')}`
  }

  return { name: 'Services', look, make }
}

const servicesOf = (containers: readonly Container[]) => [
  ...new Set(containers.map(({ service }) => service)),
]

function signOfLife(setup: Setup): AsyncDisposable {
  const stop = new AbortController()
  const started = Date.now()
  const saying = (async () => {
    for (;;) {
      await sleep(20_000, undefined, { signal: stop.signal })
      setup.say(`  still at it (${Math.round((Date.now() - started) / 1000)} s)`)
    }
  })().catch(() => undefined)
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await saying
    },
  }
}
