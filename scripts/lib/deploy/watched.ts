import { setTimeout as sleep } from 'node:timers/promises'
import type { Replica } from '../replicas/replica.ts'
import { askReplica, type ReplicaWords } from '../replicas/replica-words.ts'
import { type Settings, StepError } from '../steps/step.ts'

/** A replica as it is asked, and where its log is. */
export type Watched = Pick<Replica, 'name' | 'url'>
export interface Watch {
  fetch: Settings['fetch']
  /** Throws once somebody has interrupted it. */
  stopHere: () => void
  /** The command that shows what the replicas said. */
  logs: string
}

/** What the replicas may have of errors in all until they count as failing: as many as the alert HighErrorRate bears. */
const bearable = 3

export const namesOf = (replicas: readonly Pick<Replica, 'name'>[]) =>
  replicas.map(({ name }) => name).join(', ')

const askAll = (watch: Watch, replicas: readonly Watched[]): Promise<(ReplicaWords | undefined)[]> =>
  Promise.all(replicas.map((one) => askReplica(watch, one)))

/** Of those that poll one alone asks Telegram, and the handover takes a moment. */
export async function untilOneLeads(watch: Watch, polling: readonly Watched[]): Promise<void> {
  if (polling.length === 0) return
  for (const end = Date.now() + 20_000; ; await sleep(500)) {
    watch.stopHere()
    const leading = (await askAll(watch, polling)).filter((one) => one?.leads).length
    if (leading === 1) return
    if (Date.now() > end) throw new StepError(`${leading} replicas ask Telegram for updates, and one should`)
  }
}

/** What they have had since they were started. */
export async function errorsOf(watch: Watch, replicas: readonly Watched[]): Promise<number> {
  return (await askAll(watch, replicas)).reduce((sum, one) => sum + (one?.errors ?? 0), 0)
}

/** Throws a StepError when one does not answer or takes no updates, or when they have had too many errors since `before`. */
export async function refuseErrors(
  watch: Watch,
  replicas: readonly Watched[],
  before: number,
): Promise<void> {
  const words = await askAll(watch, replicas)
  const silent = replicas.filter((_, index) => words[index] === undefined)
  if (silent.length > 0) throw new StepError(`${namesOf(silent)} does not answer: ${watch.logs}`)
  const unready = replicas.filter((_, index) => words[index]?.ready === false)
  if (unready.length > 0) throw new StepError(`${namesOf(unready)} takes no updates any more: ${watch.logs}`)
  const errors = words.reduce((sum, one) => sum + (one?.errors ?? 0), 0) - before
  if (errors > bearable)
    throw new StepError(`the new version has had ${errors} errors already: see GlitchTip, or ${watch.logs}`)
}
