import { listOf, parsedJson } from '../http/json-value.ts'
import { networkFailure } from '../http/network-failure.ts'
import { type Setup, StepError } from '../steps/step.ts'

/** Alertmanager's own count of its calls of Telegram. */
export interface Deliveries {
  delivered: number
  failed: number
  /** Why the last call failed, in its words. */
  lastWords(): Promise<string | undefined>
}

/** Requests and not notifications are counted: a notification counts before it is sent. */
export async function readDeliveries(setup: Setup): Promise<Deliveries> {
  const text = await (await setup.fetch(`${setup.urlOf('alertmanager')}/metrics`)).text()
  const requests = sum(text, 'alertmanager_notification_requests_total')
  const failed = sum(text, 'alertmanager_notification_requests_failed_total')
  return {
    delivered: requests - failed,
    failed,
    async lastWords() {
      const log = await logOf(setup)
      const telling = log.split('\n').findLast((line) => /telegram/i.test(line) && /err(or)?=/.test(line))
      return telling === undefined ? undefined : /err(?:or)?="((?:[^"\\]|\\.)*)"/.exec(telling)?.[1]
    },
  }
}

async function logOf(setup: Setup): Promise<string> {
  try {
    return await setup.compose(['logs', '--no-color', '--no-log-prefix', '--tail', '50', 'alertmanager'])
  } catch (error) {
    if (error instanceof StepError) return ''
    throw error
  }
}

/** Whether Prometheus warns of it. What does not run warns of nothing. */
export async function isDeliveryFailing(setup: Setup): Promise<boolean> {
  const filters = ['alertname="AlertDeliveryFailing"', 'integration="telegram"']
  const query = filters.map((filter) => `filter=${encodeURIComponent(filter)}`).join('&')
  try {
    const answer = await setup.fetch(`${setup.urlOf('alertmanager')}/api/v2/alerts?${query}`)
    return answer.ok && listOf(parsedJson(await answer.text())).length > 0
  } catch (error) {
    if (networkFailure(error) !== undefined) return false
    throw error
  }
}

function sum(metrics: string, name: string): number {
  const lines = metrics.split('\n').filter((line) => line.startsWith(`${name}{`))
  const telegram = lines.filter((line) => line.includes('integration="telegram"'))
  return telegram.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0)
}
