import { setTimeout as sleep } from 'node:timers/promises'
import { ask, getFrom } from './prometheus-answers.ts'
import type { Stack } from './stack.ts'

export interface SeenAlert {
  /** With the job, where the alert names one: "TargetDown redis". */
  name: string
  state: string
  /** Seconds after the watch began. */
  after: number
}

export interface Watch extends AsyncDisposable {
  /** How often nginx gave each status to /healthz from the fifth second on, most frequent first. 0: no answer. */
  healthz(): [status: number, times: number][]
  alerts(): SeenAlert[]
}

/** Looks at /healthz and at the alerts of Prometheus every second; what was there before is not counted. */
export function startWatch(stack: Stack): Watch {
  const since = Date.now()
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const statuses: number[] = []
  const alerts = new Map<string, SeenAlert>()
  const over = new AbortController()

  async function watchHealth(): Promise<void> {
    for (; !over.signal.aborted; await sleep(1_000)) {
      const status = await healthzOf(stack)
      if (seconds() > 5 && !over.signal.aborted) statuses.push(status)
    }
  }
  async function watchAlerts(): Promise<void> {
    for (; !over.signal.aborted; await sleep(1_000)) {
      for (const { name, state, activeAt } of await alertsOf(stack)) {
        const key = `${name} ${state}`
        if (activeAt >= since && !alerts.has(key)) alerts.set(key, { name, state, after: seconds() })
      }
    }
  }
  const watching = Promise.all([watchHealth(), watchAlerts()])
  return {
    healthz: () => mostFrequentFirst(statuses),
    alerts: () => [...alerts.values()],
    async [Symbol.asyncDispose]() {
      over.abort()
      await watching
    },
  }
}

/** The status, or 0 when nothing comes before nginx itself would give up. */
export async function healthzOf(stack: Stack): Promise<number> {
  const answer = await fetch(`${stack.url}/healthz`, { signal: AbortSignal.timeout(7_000) }).catch(
    () => undefined,
  )
  await answer?.text().catch(() => '')
  return answer?.status ?? 0
}

interface PrometheusAlerts {
  alerts: { labels: { alertname: string; job?: string }; state: string; activeAt: string }[]
}

/** Prometheus may be what is away: then it is looked at again soon. */
const soonMs = 4_000

/** Nothing when Prometheus does not answer. */
async function alertsOf(stack: Stack): Promise<{ name: string; state: string; activeAt: number }[]> {
  const answer = await getFrom<PrometheusAlerts>(stack, '/api/v1/alerts', soonMs).catch(() => undefined)
  return (answer?.alerts ?? []).map(({ labels, state, activeAt }) => ({
    name: labels.job === undefined ? labels.alertname : `${labels.alertname} ${labels.job}`,
    state,
    activeAt: Date.parse(activeAt),
  }))
}

/** What a query gives: the labels of each series with its value, joined. Undefined when Prometheus does not answer. */
export async function query(stack: Stack, promql: string): Promise<string[] | undefined> {
  const samples = await ask(stack, promql, undefined, soonMs).catch(() => undefined)
  return samples?.map(({ labels, value }) => [...Object.values(labels), value].join(' '))
}

function mostFrequentFirst(statuses: readonly number[]): [status: number, times: number][] {
  return [...Map.groupBy(statuses, (status) => status)]
    .map(([status, times]): [number, number] => [status, times.length])
    .sort(([, one], [, other]) => other - one)
}
