import type { Setup } from './step.ts'

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
      const log = await setup.compose([
        'logs',
        '--no-color',
        '--no-log-prefix',
        '--tail',
        '50',
        'alertmanager',
      ])
      const telling = log.split('\n').findLast((line) => /telegram/i.test(line) && /err(or)?=/.test(line))
      return telling === undefined ? undefined : /err(?:or)?="((?:[^"\\]|\\.)*)"/.exec(telling)?.[1]
    },
  }
}

function sum(metrics: string, name: string): number {
  const lines = metrics.split('\n').filter((line) => line.startsWith(`${name}{`))
  const telegram = lines.filter((line) => line.includes('integration="telegram"'))
  return telegram.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0)
}
