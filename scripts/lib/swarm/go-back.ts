import type { Docker } from '../compose/docker.ts'
import { RolledBackError } from '../steps/exit-code.ts'
import { StepError } from '../steps/step.ts'
import type { SwarmRun } from './deploy-stack.ts'
import { readPassed } from './passed.ts'
import { readServices, untilSettled } from './stack-state.ts'

/** How the bot, or what stands before it, was made, and how it was before the last deploy. */
export interface Made {
  image: string
  imageBefore: string | undefined
  /** Whether the two are the same. */
  isUnchanged: boolean
}

/**
 * How a version that may not stay is taken back.
 * - former: Swarm still knows the service as it was
 * - image: only which image passed the gate last, after deploys that were broken off
 * - none: there is nothing else than what runs
 */
export type WayBack = { way: 'former' } | { way: 'image'; image: string } | { way: 'none' }

export function wayBack({ image, imageBefore, isUnchanged }: Made, passed: string | undefined): WayBack {
  const isFormer = passed === undefined ? imageBefore !== undefined : imageBefore === passed
  if (isFormer && !isUnchanged) return { way: 'former' }
  return passed === undefined || passed === image ? { way: 'none' } : { way: 'image', image: passed }
}

/** Returns what is to be thrown: whether the version before is in service again, and why the new one is not. */
export async function goBack(run: SwarmRun, reason: StepError): Promise<StepError> {
  const { docker, stack, say } = run
  say(`The new version may not stay: ${reason.message}`)
  const made = await readMade(docker, stack, 'bot')
  const found = wayBack(made, await readPassed(docker, stack))
  if (found.way === 'none') {
    return new StepError(`${reason.message}; there is no other version to go back to: it stays as it is`)
  }
  say('Bringing the version before back')
  const since = new Date()
  if (found.way === 'former') {
    for (const service of ['bot', 'nginx']) {
      const { isUnchanged, imageBefore } = await readMade(docker, stack, service)
      if (isUnchanged || imageBefore === undefined) continue
      await docker.docker(['service', 'rollback', '--detach', '--quiet', `${stack}_${service}`])
    }
  } else {
    const args = ['--detach', '--quiet', '--with-registry-auth', '--no-resolve-image', '--image', found.image]
    await docker.docker(['service', 'update', ...args, `${stack}_bot`])
  }
  await untilSettled(docker, stack, { since, withinMs: 600_000, say })
  const bot = (await readServices(docker, stack)).find(({ name }) => name === 'bot')
  const wanted = found.way === 'former' ? made.imageBefore : found.image
  if (bot?.image !== wanted || /paused/.test(bot?.update?.state ?? '')) {
    return new StepError(
      `${reason.message}; ${wanted} could not be brought back: docker service ps ${stack}_bot`,
    )
  }
  const seconds = ((Date.now() - since.getTime()) / 1000).toFixed(0)
  return new RolledBackError(`${reason.message}; ${wanted} is in service again, after ${seconds} s`)
}

interface Spec {
  Mode: unknown
  TaskTemplate: { ContainerSpec: { Image: string } }
}

async function readMade({ docker }: Docker, stack: string, service: string): Promise<Made> {
  const [found]: { Spec: Spec; PreviousSpec?: Spec }[] = JSON.parse(
    await docker(['service', 'inspect', `${stack}_${service}`]),
  )
  if (found === undefined) throw new StepError(`there is no service ${stack}_${service}`)
  const { Spec, PreviousSpec } = found
  const essence = (spec: Spec | undefined) => JSON.stringify([spec?.Mode, spec?.TaskTemplate])
  return {
    image: Spec.TaskTemplate.ContainerSpec.Image,
    imageBefore: PreviousSpec?.TaskTemplate.ContainerSpec.Image,
    isUnchanged: essence(Spec) === essence(PreviousSpec),
  }
}
