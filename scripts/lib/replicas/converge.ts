import { setTimeout as sleep } from 'node:timers/promises'
import { reach } from '../steps/failpoint.ts'
import { StepError } from '../steps/step.ts'
import { addReplica, admit, ignoreGone } from './added-replica.ts'
import { createFront, type Front } from './front.ts'
import { isWell, type Replica, readReplicas } from './replica.ts'
import { askReplica } from './replica-words.ts'
import type { ReplicasRun, Target } from './replicas-run.ts'
import { retireReplica } from './retired-replica.ts'
import { inRetiringOrder, isOf } from './retiring-order.ts'

/** nginx believes Docker's name server for 2 s. */
const nameMs = 2_500

/**
 * Brings the replicas to the target, one at a time: a new one is healthy before an old one goes. It looks at what is there
 * and remembers nothing, so a run that was killed is gone on with by the next one.
 *
 * When a new one does not come up, that one goes, nginx is put back and a StepError says why; who served goes on, and so do
 * the new ones that came up before.
 */
export async function converge(
  run: ReplicasRun,
  target: Target,
): Promise<{ added: number; removed: number }> {
  const front = createFront(run.docker, run.project, run.setup.root)
  const done = { added: 0, removed: 0 }
  await removeStopped(run)
  const before = new Set((await readReplicas(run.docker, run.project)).map(({ id }) => id))
  reach('replicas: before')
  try {
    while (await takeStep(run, front, target, { before, done })) run.interruption.stopHere()
  } catch (error) {
    await serveAll(front, { waits: true }).catch((reason: unknown) => {
      run.setup.say(`nginx is not told of all replicas again: ${String(reason)}`)
    })
    throw error
  }
  reach('replicas: all there')
  await serveAll(front, { waits: done.removed > 0 })
  return done
}

/** Returns whether there was something to do. */
async function takeStep(
  run: ReplicasRun,
  front: Front,
  target: Target,
  { before, done }: { before: ReadonlySet<string>; done: { added: number; removed: number } },
): Promise<boolean> {
  const { docker, project, setup, interruption } = run
  const replicas = await readReplicas(docker, project)
  const ofTarget = replicas.filter((replica) => isOf(target, replica))
  // none that serves goes for one that does not stay
  const fallen = ofTarget.find(({ id, restarts }) => restarts > 0 && !before.has(id))
  if (fallen !== undefined) throw new StepError(`${fallen.name} became healthy, and ended by itself since`)
  const starting = ofTarget.find(({ state, health }) => state === 'running' && health === 'starting')
  if (starting !== undefined) {
    await keepApart(front, replicas)
    await admit(run, starting)
    return true
  }
  if (replicas.length > target.count) {
    const [replica] = inRetiringOrder(replicas, target, await pollingOf(run, replicas))
    if (replica === undefined) return false
    const others = replicas.filter(({ id }) => id !== replica.id)
    setup.say(`Taking ${replica.name} out`)
    await interruption.carryThrough(() => retireReplica(run, front, { replica, others }))
    done.removed += 1
    return true
  }
  if (ofTarget.filter(isWell).length === target.count) return false
  if (done.added > 2 * target.count)
    throw new StepError('new replicas fall ill again and again: see their logs')
  setup.say(`Adding a replica to ${replicas.length}`)
  await keepApart(front, replicas)
  await addReplica(run, target)
  done.added += 1
  return true
}

/** One that starts takes connections before it can do anything with an update: nginx is kept away from it. */
async function keepApart(front: Front, replicas: readonly Replica[]): Promise<void> {
  await front.serveOnly(replicas.filter(isWell))
  reach('replicas: kept apart')
}

/** Those that a run which was killed left half made, and those that somebody stopped: they serve nobody. */
async function removeStopped({ docker, project, setup }: ReplicasRun): Promise<void> {
  for (const { id, name, state } of await readReplicas(docker, project)) {
    if (['running', 'restarting'].includes(state)) continue
    setup.say(`Removing ${name}, which does not run (${state})`)
    await docker.docker(['rm', '--force', '--volumes', id]).catch(ignoreGone)
  }
}

async function pollingOf({ setup }: ReplicasRun, replicas: readonly Replica[]): Promise<Set<string>> {
  const polling = replicas
    .filter(({ polls }) => polls)
    .map(async (replica) => ({ id: replica.id, leads: (await askReplica(setup, replica))?.leads === true }))
  return new Set((await Promise.all(polling)).filter(({ leads }) => leads).map(({ id }) => id))
}

/** Not before nginx has heard of those that went. */
async function serveAll(front: Front, { waits }: { waits: boolean }): Promise<void> {
  if (waits) await sleep(nameMs)
  await front.serveAll()
}
