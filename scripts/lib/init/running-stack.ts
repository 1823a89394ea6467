import { setTimeout as sleep } from 'node:timers/promises'
import type { ComposeProject } from '../compose/compose-project.ts'
import { type Container, readContainers } from '../compose/containers.ts'
import type { Docker } from '../compose/docker.ts'
import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'
import { changedSince, isLeftToTheOperator } from './changed-settings.ts'
import { refuseWrongFiles } from './file-trial.ts'
import { readDisplaced, readOutdated, restart, restartAndWait } from './outdated.ts'

/** Everything but the bot and nginx runs, is healthy, and has read the files of today. */
export function createServicesStep(setup: Setup, docker: Docker, project: ComposeProject): Step {
  const wanted = project.present.filter((name) => !isLeftToTheOperator(project, name))

  const isWanted = ({ service }: Container) => wanted.includes(service)

  async function look(): Promise<Finding> {
    const containers = await readContainers(docker)
    const isWell = ({ state, health }: Container) =>
      state === 'running' && (health === undefined || health === 'healthy')
    const ill = wanted.filter((name) => !containers.some((one) => one.service === name && isWell(one)))
    const outdated = namesOf([
      ...(await changedSince(setup, containers)).filter(isWanted),
      ...(await readOutdated(docker)),
      ...(await readDisplaced(setup, docker)),
    ])
    const words = [
      ...(ill.length > 0 ? [`not running or not healthy: ${ill.join(', ')}`] : []),
      ...(outdated.length > 0 ? [`running with older settings: ${outdated.join(', ')}`] : []),
    ]
    if (words.length > 0) return { state: 'missing', words: words.join('; ') }
    return { state: 'ready', words: `${wanted.length} services are healthy` }
  }

  async function make(): Promise<Finding> {
    setup.say('Starting them (the first time their images are fetched, which takes minutes)')
    const changed = await changedSince(setup, await readContainers(docker, wanted))
    const displacedOnes = await readDisplaced(setup, docker)
    await refuseWrongFiles(setup, [...changed, ...displacedOnes, ...(await readOutdated(docker))])
    const displaced = namesOf(displacedOnes)
    if (displaced.length > 0) {
      setup.say(`Making anew what has secrets of another folder mounted: ${displaced.join(', ')}`)
      const args = ['up', '--detach', '--no-deps', '--no-build', '--force-recreate', ...displaced]
      await setup.compose(args, { withinMs: 300_000 })
    }
    const outdated = await readOutdated(docker)
    // first, for with an old password it cannot become healthy
    for (const container of outdated.filter(isWanted)) await restart(setup, docker, container)
    await restartTheIll()
    await up()
    for (const container of outdated.filter((one) => !isWanted(one))) {
      await restartAndWait(setup, docker, container)
    }
    return look()
  }

  /** What they failed for may be mended by now; Compose does not wait for one that is unhealthy already. */
  async function restartTheIll(): Promise<void> {
    const ill = (await readContainers(docker, wanted)).filter(({ health }) => health === 'unhealthy')
    if (ill.length > 0) await docker.docker(['restart', ...ill.map(({ id }) => id)])
  }

  async function up(): Promise<void> {
    await using _ = signOfLife(setup)
    const args = ['up', '--detach', '--wait', '--wait-timeout', '300', ...wanted]
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
    const [, port] = /bind (?:host port )?for (\S*?:\d+)/i.exec(complaint) ?? []
    if (port !== undefined)
      return `${port} is taken by another program: stop that, or set another port in .env`
    // one that could not be started has nothing to say: the complaint says why, a taken port for one
    const started = namesOf(ill.filter(({ state }) => state !== 'created'))
    if (started.length === 0 || ill.length > started.length) return complaint
    const logs = await setup.compose(['logs', '--no-color', '--tail', '8', ...started])
    return `not healthy: ${started.join(', ')}; their last words:\n${logs.trimEnd().replaceAll(/^/gm, '    ')}`
  }

  return { name: 'Services', look, make }
}

const namesOf = (containers: readonly Container[]) => [...new Set(containers.map(({ service }) => service))]

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
