import { setTimeout as sleep } from 'node:timers/promises'
import { withoutSecrets } from '../settings/hidden-secrets.ts'
import { reach } from '../steps/failpoint.ts'
import { StepError } from '../steps/step.ts'
import { isWell, type Replica, readReplicas } from './replica.ts'
import { askReplica } from './replica-words.ts'
import type { ReplicasRun, Target } from './replicas-run.ts'

/**
 * A bot is ready within seconds, and within 20 where others take the processor; what waits longer waits for something that
 * is away. With the build before and the way back after it, a deploy is over within a minute.
 */
const patienceMs = 35_000

/** Adds one of the target to those that are there, and waits until it may get updates. Leaves nothing of one that may not. */
export async function addReplica(run: ReplicasRun, target: Target): Promise<void> {
  const { docker, project, interruption } = run
  interruption.stopHere()
  const present = await readReplicas(docker, project)
  const added = async () => {
    const known = new Set(present.map(({ id }) => id))
    return (await readReplicas(docker, project)).filter(({ id }) => !known.has(id))
  }
  try {
    // none of the others is made anew, stopped or started
    const args = ['up', '--detach', '--no-deps', '--no-recreate', '--no-build', '--pull=never']
    await target.up([...args, '--scale', `bot=${present.length + 1}`, 'bot']).catch(ignoreTaken)
    reach('replicas: added')
    const [replica] = await added()
    if (replica === undefined) throw new StepError('Compose added no replica: docker compose ps --all bot')
    // that it has been started once more already counts, too
    await admit(run, { ...replica, restarts: 0 })
  } catch (error) {
    // one that could not even be started
    for (const { id } of await added()) await discard(run, id)
    throw error
  }
}

/** Until it may get updates; throws when it never does, and then it is gone. */
export async function admit(run: ReplicasRun, replica: Replica): Promise<void> {
  const began = performance.now()
  try {
    await untilWell(run, replica)
  } catch (error) {
    await discard(run, replica.id)
    throw error
  }
  run.setup.say(`${replica.name} is healthy after ${((performance.now() - began) / 1000).toFixed(1)} s`)
  reach('replicas: healthy')
}

async function untilWell(run: ReplicasRun, { id, name, restarts: before }: Replica): Promise<void> {
  const { docker, project, setup, interruption } = run
  for (const deadline = Date.now() + patienceMs; ; ) {
    const replica = (await readReplicas(docker, project)).find((one) => one.id === id)
    if (replica === undefined) throw new StepError(`${name} was removed by somebody else`)
    const { state, health, restarts } = replica
    if (restarts > before || !['created', 'running'].includes(state)) {
      throw new StepError(`${name} ends by itself${await lastWords(run, replica)}`)
    }
    if (isWell(replica) && (health !== undefined || (await askReplica(setup, replica))?.ready)) return
    if (health === 'unhealthy' || Date.now() > deadline) {
      throw new StepError(
        `${name} does not become healthy (${health ?? state})${await lastWords(run, replica)}`,
      )
    }
    await sleep(250, undefined, { signal: interruption.signal })
  }
}

/** nginx has never handed it an update, but it may be sending what others owe: it ends that before it goes. */
async function discard({ docker }: ReplicasRun, id: string): Promise<void> {
  await docker.docker(['stop', id]).catch(ignoreGone)
  await docker.docker(['rm', '--force', '--volumes', id]).catch(ignoreGone)
}

async function lastWords({ setup }: ReplicasRun, { number }: Replica): Promise<string> {
  const args = ['logs', '--no-color', '--no-log-prefix', '--tail', '8', '--index', `${number}`, 'bot']
  const printed = await setup.compose(args).catch(() => '')
  const safe = withoutSecrets(printed.trim(), setup.secretsDir, setup.env)
  return safe === '' ? '' : `; its last words:\n${safe.replaceAll(/^/gm, '    ')}`
}

/** The end of a run that was killed: its Compose goes on, and makes the very one that is wanted. */
function ignoreTaken(error: unknown): void {
  if (!(error instanceof StepError) || !/is already in use by container/.test(error.message)) throw error
}

/** What somebody else has removed meanwhile is removed. */
export function ignoreGone(error: unknown): void {
  if (!(error instanceof StepError) || !/no such container|is already in progress/i.test(error.message))
    throw error
}
