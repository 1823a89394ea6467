import type { WebhookInfo } from 'telegraf/types'
import type { Collector } from '../platform/collectors.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Api } from './api.ts'
import type { IntakeMonitor } from './intake-status.ts'
import { webhookReadingOf } from './webhook-reading.ts'

/**
 * An error is news for so long; Telegram keeps the last one for ever. Longer than a pause before it tries again, a
 * minute in the end, and a minute in which it waits for an answer: between two errors nothing is well.
 */
const freshMs = 150_000

/** Asks Telegram how the webhook is doing: what waits there, and whether it can reach us. */
export function createWebhookWatch(
  api: Api,
  url: string,
  monitor: IntakeMonitor,
  metrics: Metrics,
  now: () => Date,
): Collector {
  return {
    name: 'webhook',
    async read() {
      const info = await api.call<WebhookInfo>('getWebhookInfo', {}, { timeoutMs: 3_000 })
      metrics.webhookPending.set(info.pending_update_count)
      monitor.hears(webhookReadingOf(info, url, now()))
      const failedMs = now().getTime() - (info.last_error_date ?? 0) * 1000
      const failing = info.pending_update_count > 0 && failedMs < freshMs
      if (info.url !== url || failing) monitor.failed('webhook_failing')
      else monitor.succeeded(now())
    },
    clear() {
      metrics.webhookPending.remove()
      monitor.failed('telegram_away')
    },
  }
}
