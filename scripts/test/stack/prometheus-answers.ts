import type { Stack } from './stack.ts'

export interface Sample {
  labels: Record<string, string>
  value: number
}

/** What an instant query gives, asked as the guide writes it. `at`: Unix seconds. */
export async function ask(stack: Stack, promql: string, at?: number): Promise<Sample[]> {
  const result = await query<{ value: [number, string] }>(stack, promql, at)
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

async function query<T>(stack: Stack, promql: string, at = Date.now() / 1000) {
  const parameters = new URLSearchParams({ query: promql, time: String(at) })
  const answer = await fetch(`${stack.prometheusUrl}/api/v1/query?${parameters.toString()}`)
  if (!answer.ok) throw new Error(`${promql}: ${await answer.text()}`)
  const { data }: { data: { result: ({ metric: Record<string, string> } & T)[] } } = JSON.parse(
    await answer.text(),
  )
  return data.result
}

/** Whether an alert fires by now, for whoever is told of it. */
export async function fires(stack: Stack, alert: string): Promise<boolean> {
  const firing = await ask(stack, `ALERTS{alertname="${alert}", alertstate="firing"}`)
  return firing.length > 0
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
