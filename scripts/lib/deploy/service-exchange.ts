import { existsSync } from 'node:fs'
import { type Container, readContainers } from '../compose/containers.ts'
import type { Docker } from '../compose/docker.ts'
import { readOutdated } from '../init/outdated.ts'
import { RolledBackError } from '../steps/exit-code.ts'
import { StepError } from '../steps/step.ts'
import type { Attempt } from './attempt.ts'
import type { DeployRun } from './deploy-run.ts'
import { passGateAgain, untilReady } from './gate.ts'
import { readHistory, releasesOf } from './history.ts'
import { composeOf, targetOf } from './release-compose.ts'
import { composeFileOf } from './releases.ts'

/** Without these no message gets through: each is exchanged, and then the bot is asked again. */
const ofTheWay = ['postgres', 'redis', 'nginx']

/** How a service was: the release whose files made it, and its image, by which `up` would find it. */
interface Before {
  release: string | undefined
  image: string
  imageName: string
}

/**
 * Takes up newer settings or a newer image of a service. When it is not well with them, or the bot is not, the service is
 * brought back how it was: a RolledBackError says so, and a StepError when that is not well either.
 */
export async function exchangeService(run: DeployRun, attempt: Attempt, name: string): Promise<void> {
  const { docker, interruption } = run
  const [container] = await readContainers(docker, [name])
  const before = container && (await readBefore(run, attempt, container))
  const isOutdated = (await readOutdated(docker)).some(({ service }) => service === name)
  await interruption.carryThrough(async () => {
    try {
      await bringUp(run, attempt.release, name)
      // its settings may be the same, and a secret another one
      if (isOutdated && container) await docker.docker(['restart', container.id]).catch(() => undefined)
      const release = { id: attempt.release, image: attempt.image }
      if (ofTheWay.includes(name)) await passGateAgain(run, await targetOf(run, release))
    } catch (error) {
      if (!(error instanceof StepError)) throw error
      throw await takeBack(run, name, { before, reason: error.message })
    }
  })
}

async function readBefore(run: DeployRun, { previous }: Attempt, container: Container): Promise<Before> {
  const { image, imageName } = await imageOf(run.docker, container.id)
  return { release: (await releaseThatMade(run, container)) ?? previous?.release, image, imageName }
}

/** What a container runs, and by which name it was asked for. */
export async function imageOf({ docker }: Docker, id: string): Promise<Pick<Before, 'image' | 'imageName'>> {
  const inspected = await docker(['inspect', '--format', '{{.Image}} {{.Config.Image}}', id])
  const [image = '', imageName = ''] = inspected.trim().split(' ')
  return { image, imageName }
}

/** It need not be the one before: a deploy takes up services only when it is asked to. */
async function releaseThatMade(
  run: DeployRun,
  { service, configHash }: Container,
): Promise<string | undefined> {
  const { root } = run.setup
  for (const { release } of releasesOf(readHistory(root))) {
    if (!existsSync(composeFileOf(root, release))) continue
    const printed = await composeOf(run, { id: release })(['config', '--hash', service]).catch(() => '')
    if (printed.trim().split(/\s+/)[1] === configHash) return release
  }
  return undefined
}

async function bringUp(run: DeployRun, release: string, name: string): Promise<void> {
  const args = ['up', '--detach', '--no-deps', '--no-build', '--pull=missing']
  await composeOf(run, { id: release })([...args, '--wait', '--wait-timeout', '300', name], 1_200_000)
}

/** Returns what is to be thrown. */
async function takeBack(
  run: DeployRun,
  name: string,
  { before, reason }: { before: Before | undefined; reason: string },
): Promise<StepError> {
  if (before?.release === undefined) return new StepError(`${reason}; how ${name} was is not known`)
  run.setup.say(`${name}: ${reason.split('\n')[0]}: bringing back how it was`)
  try {
    // the newer image may have got its name
    if (!before.imageName.includes('sha256:'))
      await run.docker.docker(['tag', before.image, before.imageName])
    await bringUp(run, before.release, name)
    if (ofTheWay.includes(name)) await untilReady(run)
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    return new StepError(
      `${reason}; ${name} could not be brought back (its files and secrets are those of today): ${error.message}`,
    )
  }
  return new RolledBackError(`${reason}; ${name} is as it was`)
}
