import type { Stack } from './stack.ts'

export interface Sample {
  labels: Record<string, string>
  value: number
}

/** What an instant query gives, asked as the guide writes it. `at`: Unix seconds. */
export async function ask(stack: Stack, promql: string, at?: number, withinMs?: number): Promise<Sample[]> {
  const result = await query<{ value: [number, string] }>(stack, promql, at, withinMs)
  return result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }))
}

/** The samples that a range holds, oldest first, of each series that has two of them. */
export async function samplesOf(
  stack: Stack,
  range: string,
  at: number,
): Promise<[at: number, value: number][][]> {
  const result = await query<{ values: [number, string][] }>(stack, range, at)
  return result
    .map(({ values }) => values.map(([time, value]): [number, number] => [time, Number(value)]))
    .filter(({ length }) => length > 1)
}

async function query<T>(stack: Stack, promql: string, at = Date.now() / 1000, withinMs?: number) {
  interface Answer {
    result: ({ metric: Record<string, string> } & T)[]
  }
  const parameters = new URLSearchParams({ query: promql, time: String(at) })
  return (await getFrom<Answer>(stack, `/api/v1/query?${parameters.toString()}`, withinMs)).result
}

/** What the API of Prometheus has at a path. */
export async function getFrom<T>(stack: Stack, path: string, withinMs = 20_000): Promise<T> {
  const answer = await fetch(`${stack.prometheusUrl}${path}`, { signal: AbortSignal.timeout(withinMs) })
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  const { data }: { data: T } = JSON.parse(await answer.text())
  return data
}

export async function isSo(stack: Stack, promql: string): Promise<boolean> {
  return (await ask(stack, promql)).length > 0
}

/** Whether an alert fires by now, for whoever is told of it; or is about to, when that lasts. */
export function fires(stack: Stack, alert: string, state: 'firing' | 'pending' = 'firing'): Promise<boolean> {
  return isSo(stack, `ALERTS{alertname="${alert}", alertstate="${state}"}`)
}

/** By which alerts another one is held back in Alertmanager, if it is there. */
export async function heldBackBy(stack: Stack, alert: string): Promise<string[]> {
  interface Known {
    fingerprint: string
    labels: { alertname: string }
    status: { state: string; inhibitedBy: string[] }
  }
  const answer = await fetch(`${stack.alertmanagerUrl}/api/v2/alerts`)
  const all: Known[] = JSON.parse(await answer.text())
  const held = all.find(({ labels, status }) => labels.alertname === alert && status.state === 'suppressed')
  return (held?.status.inhibitedBy ?? []).map(
    (id) => all.find(({ fingerprint }) => fingerprint === id)?.labels.alertname ?? id,
  )
}
