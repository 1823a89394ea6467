import { setTimeout as sleep } from 'node:timers/promises'
import type { Stack } from './stack.ts'

/**
 * Hands Alertmanager an alert of its own, again and again as Prometheus does, and gives the seconds until Telegram has
 * taken the message about it.
 */
export async function alertReachesTelegram(stack: Stack, name: string): Promise<number> {
  const began = performance.now()
  const [before] = (await stack.sandbox.calls({ method: 'sendMessage' })).slice(-1)
  const message = stack.sandbox.waitForCall(
    ({ params, status }) => status === 200 && JSON.stringify(params).includes(name),
    { method: 'sendMessage', since: before?.id ?? 0, withinMs: 100_000 },
  )
  const told = message.then(() => true)
  // it is awaited below
  told.catch(() => {})
  do await handOver(stack, name)
  while (!(await Promise.race([told, sleep(5_000, false)])))
  return (performance.now() - began) / 1000
}

async function handOver(stack: Stack, name: string): Promise<void> {
  const alert = { labels: { alertname: name, severity: 'critical' }, annotations: { summary_ru: name } }
  const answer = await fetch(`${stack.alertmanagerUrl}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([alert]),
    signal: AbortSignal.timeout(3_000),
  }).catch(() => undefined)
  await answer?.text()
}
