import type { Metrics } from '../../platform/metrics.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { TicketChange } from '../ticket-change.ts'
import { countTicketEvents } from '../work-store.ts'
import { isAnswer } from './clocks.ts'

/**
 * Counts how long an author waited for the first answer, and for the work to be done, in working time. Seen before the
 * commit: an update that is handled again after a fault counts twice, which a histogram bears.
 */
export async function observeClocks(tx: Tx, metrics: Metrics, change: TicketChange): Promise<void> {
  const { action, actor, before, clocks } = change
  if (clocks === undefined) return
  if (clocks.takenAt === null && isAnswer(before, action, actor)) {
    metrics.firstResponse.observe(clocks.response.used)
  }
  if (action === 'resolve' && (await countTicketEvents(tx, before.id, 'resolve')) === 1) {
    metrics.resolution.observe(clocks.resolution.used)
  }
}
