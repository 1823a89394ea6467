import { setTimeout as sleep } from 'node:timers/promises'
import { isWell, type Replica, readReplicas } from '../replicas/replica.ts'
import { askReplica } from '../replicas/replica-words.ts'
import type { Target } from '../replicas/replicas-run.ts'
import { type Setup, StepError } from '../steps/step.ts'
import { sendCanaries } from './canary.ts'
import type { DeployRun } from './deploy-run.ts'
import { errorsOf, namesOf, refuseErrors, untilOneLeads } from './watched.ts'

const usualSeconds = 15
const logs = 'docker compose logs bot'
const look = `: ${logs}`

/** Whether what is in service now may stay: throws a StepError with what is wrong. */
export async function passGate(run: DeployRun, target: Target): Promise<void> {
  const { setup, interruption } = run
  const seconds = watchSeconds(setup)
  const watch = { fetch: setup.fetch, stopHere: () => interruption.stopHere(), logs }
  const replicas = await rightReplicas(run, target)
  // what those that were there before had in all their weeks says nothing of today
  const older = replicas.filter(({ startedAt }) => startedAt < run.at)
  const before = await errorsOf(watch, older)
  await untilOneLeads(
    watch,
    replicas.filter(({ polls }) => polls),
  )
  await sendCanaries(run, replicas)
  if (seconds > 0) setup.say(`Watching the new version for ${seconds} s`)
  for (const end = Date.now() + seconds * 1000; ; await sleep(1_000)) {
    interruption.stopHere()
    await refuseErrors(watch, await rightReplicas(run, target), before)
    if (Date.now() >= end) return
  }
}

/** How long a new version is watched. */
export function watchSeconds({ env }: Pick<Setup, 'env'>): number {
  const given = Number(env['DEPLOY_WATCH_SECONDS']?.trim() || usualSeconds)
  // what is no number keeps nobody from a way back
  return given >= 0 ? given : usualSeconds
}

/** How long replicas may take to find again what they have lost: their healthcheck is among the slow ones. */
const patienceMs = 90_000

/** After something that they use was exchanged: what errors they had of that says nothing against it. */
export async function passGateAgain(run: DeployRun, target: Target): Promise<void> {
  await untilReady(run)
  await passGate({ ...run, at: new Date() }, target)
}

/** Until each replica is well and takes updates. */
export async function untilReady({ docker, project, setup }: DeployRun): Promise<void> {
  for (const end = Date.now() + patienceMs; ; await sleep(500)) {
    const replicas = await readReplicas(docker, project)
    const words = await Promise.all(replicas.map((one) => askReplica(setup, one)))
    const unready = replicas.filter((one, index) => !isWell(one) || !words[index]?.ready)
    if (unready.length === 0) return
    if (Date.now() > end) throw new StepError(`${namesOf(unready)} takes no updates any more${look}`)
  }
}

/** As many as there shall be, of the right image and settings, well, and never started again. */
async function rightReplicas({ docker, project, at }: DeployRun, target: Target): Promise<Replica[]> {
  const replicas = await readReplicas(docker, project)
  const strange = replicas.filter((one) => one.image !== target.image || one.configHash !== target.configHash)
  if (strange.length > 0) throw new StepError(`${namesOf(strange)} is not of the new version`)
  // one that was there before may have been, weeks ago
  const restarted = replicas.filter(({ restarts, startedAt }) => restarts > 0 && startedAt >= at)
  if (restarted.length > 0) throw new StepError(`${namesOf(restarted)} ended and was started again${look}`)
  const ill = replicas.filter((one) => !isWell(one))
  if (ill.length > 0) throw new StepError(`${namesOf(ill)} is not healthy any more${look}`)
  if (replicas.length === target.count) return replicas
  throw new StepError(`${replicas.length} replicas run instead of ${target.count}`)
}
