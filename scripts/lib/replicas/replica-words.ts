import { networkFailure } from '../http/network-failure.ts'
import type { Settings } from '../steps/step.ts'
import type { Replica } from './replica.ts'

/** What a replica says of itself. */
export interface ReplicaWords {
  /** It may get updates. */
  ready: boolean
  version: string
  /** It takes updates in: with polling one alone does, with a webhook all do. */
  leads: boolean
  /** Updates that it is at work on; undefined from a version that does not count them. */
  inFlight: number | undefined
  /** Since it was started. */
  errors: number
}

/** Undefined when it does not answer. */
export async function askReplica(
  setup: Pick<Settings, 'fetch'>,
  { url }: Pick<Replica, 'url'>,
): Promise<ReplicaWords | undefined> {
  if (url === '') return undefined
  const ask = (path: string) => setup.fetch(`${url}${path}`, { withinMs: 5_000 })
  try {
    const [ready, health, metrics] = await Promise.all([ask('/readyz'), ask('/healthz'), ask('/metrics')])
    const { version }: { version?: string } = JSON.parse(await health.text())
    const samples = samplesIn(await metrics.text())
    return {
      ready: ready.ok,
      version: version ?? '',
      leads: samples('schoolbot_intake_leader') === 1,
      inFlight: samples('schoolbot_updates_in_flight'),
      errors: samples('bot_errors_total') ?? 0,
    }
  } catch (error) {
    // cut off in the middle of an answer, too
    if (networkFailure(error) === undefined && !(error instanceof SyntaxError)) throw error
    return undefined
  }
}

/** The sum of a metric over its labels; undefined when there is none. */
function samplesIn(text: string): (name: string) => number | undefined {
  return (name) => {
    const found = [...text.matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'gm'))]
    return found.length === 0 ? undefined : found.reduce((sum, [, value]) => sum + Number(value), 0)
  }
}
