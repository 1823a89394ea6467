import { setTimeout as sleep } from 'node:timers/promises'
import { reach } from '../steps/failpoint.ts'
import { ignoreGone } from './added-replica.ts'
import type { Front } from './front.ts'
import { isWell, type Replica } from './replica.ts'
import { askReplica } from './replica-words.ts'
import type { ReplicasRun } from './replicas-run.ts'

/** A webhook ends within 30 s. */
const drainMs = 35_000
/** Of one that does not say what it is at work on: what nginx has handed it is mostly done by then. */
const blindMs = 2_000

/** Takes one away from those that serve: it gets no more updates, ends what it has begun, and is stopped and removed. */
export async function retireReplica(
  run: ReplicasRun,
  front: Front,
  { replica, others }: { replica: Replica; others: readonly Replica[] },
): Promise<void> {
  const { docker, setup } = run
  await front.serveOnly(others.filter(isWell))
  reach('replicas: out of nginx')
  // who polls ends what he has begun when he is told to stop
  if (isWell(replica) && !replica.polls) await untilIdle(run, replica)
  reach('replicas: idle')
  await docker.docker(['stop', replica.id]).catch(ignoreGone)
  reach('replicas: stopped')
  await docker.docker(['rm', '--force', '--volumes', replica.id]).catch(ignoreGone)
  setup.say(`${replica.name} is gone`)
  reach('replicas: removed')
}

/** Twice in a row: between the two it may have got the last one. */
async function untilIdle({ setup }: ReplicasRun, replica: Replica): Promise<void> {
  let idle = 0
  for (const deadline = Date.now() + drainMs; idle < 2; await sleep(100)) {
    const words = await askReplica(setup, replica)
    if (words === undefined) return
    if (words.inFlight === undefined) return sleep(blindMs)
    idle = words.inFlight === 0 ? idle + 1 : 0
    if (Date.now() > deadline) return setup.say(`${replica.name} is still at work after ${drainMs / 1000} s`)
  }
}
