import { setTimeout as sleep } from 'node:timers/promises'
import { isWell, type Replica, readReplicas } from '../replicas/replica.ts'
import { askReplica } from '../replicas/replica-words.ts'
import type { Target } from '../replicas/replicas-run.ts'
import { StepError } from '../steps/step.ts'
import { sendCanaries } from './canary.ts'
import type { DeployRun } from './deploy-run.ts'

/** What the replicas may have of errors in all until they count as failing: as many as the alert HighErrorRate bears. */
const bearable = 3
const usualSeconds = 15

/** Whether what is in service now may stay: throws a StepError with what is wrong. */
export async function passGate(run: DeployRun, target: Target): Promise<void> {
  const { setup, interruption } = run
  const given = Number(setup.env['DEPLOY_WATCH_SECONDS']?.trim() || usualSeconds)
  // what is no number keeps nobody from a way back
  const seconds = given >= 0 ? given : usualSeconds
  const replicas = await rightReplicas(run, target)
  const before = await errorsBefore(run, replicas)
  await untilOneLeads(run, replicas)
  await sendCanaries(run, replicas)
  if (seconds > 0) setup.say(`Watching the new version for ${seconds} s`)
  for (const end = Date.now() + seconds * 1000; ; await sleep(1_000)) {
    interruption.stopHere()
    await refuseErrors(run, await rightReplicas(run, target), before)
    if (Date.now() >= end) return
  }
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

const look = ': docker compose logs bot'
const namesOf = (replicas: readonly Replica[]) => replicas.map(({ name }) => name).join(', ')

/** Of those that poll one alone asks Telegram, and the handover takes a moment. */
async function untilOneLeads(
  { setup, interruption }: DeployRun,
  replicas: readonly Replica[],
): Promise<void> {
  const polling = replicas.filter(({ polls }) => polls)
  if (polling.length === 0) return
  for (const end = Date.now() + 20_000; ; await sleep(500)) {
    interruption.stopHere()
    const words = await Promise.all(polling.map((one) => askReplica(setup, one)))
    const leading = words.filter((one) => one?.leads).length
    if (leading === 1) return
    if (Date.now() > end) throw new StepError(`${leading} replicas ask Telegram for updates, and one should`)
  }
}

/** Of replicas that were there before and may stay: what they had in all their weeks says nothing of today. */
async function errorsBefore({ setup, at }: DeployRun, replicas: readonly Replica[]): Promise<number> {
  const older = replicas.filter(({ startedAt }) => startedAt < at)
  const words = await Promise.all(older.map((one) => askReplica(setup, one)))
  return words.reduce((sum, one) => sum + (one?.errors ?? 0), 0)
}

async function refuseErrors(
  { setup }: DeployRun,
  replicas: readonly Replica[],
  before: number,
): Promise<void> {
  const words = await Promise.all(replicas.map((one) => askReplica(setup, one)))
  const silent = replicas.filter((_, index) => words[index] === undefined)
  if (silent.length > 0) throw new StepError(`${namesOf(silent)} does not answer${look}`)
  const unready = replicas.filter((_, index) => words[index]?.ready === false)
  if (unready.length > 0) throw new StepError(`${namesOf(unready)} takes no updates any more${look}`)
  const errors = words.reduce((sum, one) => sum + (one?.errors ?? 0), 0) - before
  if (errors > bearable)
    throw new StepError(
      `the new version has had ${errors} errors already: see GlitchTip, or docker compose logs bot`,
    )
}
