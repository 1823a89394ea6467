import type { Metrics } from '../../platform/metrics.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { TicketChange } from '../ticket-change.ts'
import { countTicketEvents } from '../work-store.ts'

/** Which clock of a ticket an action stops, the first time it is done. */
const clocks = { take: 'firstResponse', resolve: 'resolution' } as const

/**
 * Counts how long an author waited for somebody to take his ticket, and for the work to be done. Seen before the
 * commit: an update that is handled again after a fault counts twice, which a histogram bears.
 */
export async function observeClocks(tx: Tx, metrics: Metrics, change: TicketChange): Promise<void> {
  const { action, after, at } = change
  if (action !== 'take' && action !== 'resolve') return
  if ((await countTicketEvents(tx, after.id, action)) !== 1) return
  metrics[clocks[action]].observe((at.getTime() - after.createdAt.getTime()) / 1000)
}
