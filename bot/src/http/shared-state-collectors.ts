import type { Collector } from '../platform/collectors.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Database } from '../platform/postgres.ts'
import { outboxState } from '../telegram/outbox.ts'
import { isWaitingForWork } from '../tickets/ticket.ts'
import { countOpenTickets } from '../tickets/ticket-counts-store.ts'
import { dashboardReadersCollector } from './dashboard-readers.ts'
import { kpiCollectors } from './kpi-collectors.ts'

/** What all replicas share and any of them can read. */
export function sharedStateCollectors(db: Database, metrics: Metrics, now: () => Date): Collector[] {
  return [
    // first: what it ends may be what the others wait for
    dashboardReadersCollector(db, metrics),
    {
      name: 'tickets',
      async read() {
        const counts = await countOpenTickets(db)
        metrics.tickets.reset()
        let open = 0
        for (const { status, categoryId, tickets } of counts) {
          metrics.tickets.set({ status, category: String(categoryId) }, tickets)
          if (isWaitingForWork(status)) open += tickets
        }
        metrics.ticketsOpen.set(open)
      },
      clear() {
        metrics.tickets.reset()
        metrics.ticketsOpen.remove()
      },
    },
    {
      name: 'outbox',
      async read() {
        const { messages, oldest } = await outboxState(db)
        metrics.outboxDepth.set(messages)
        metrics.outboxOldest.set(oldest === null ? 0 : (now().getTime() - oldest.getTime()) / 1000)
      },
      clear() {
        metrics.outboxDepth.remove()
        metrics.outboxOldest.remove()
      },
    },
    ...kpiCollectors(db, metrics),
  ]
}

/** The pool of this replica. */
export function poolCollector(pool: Database['pool'], metrics: Metrics): Collector {
  return {
    name: 'pool',
    async read() {
      metrics.poolConnections.set({ state: 'idle' }, pool.idleCount)
      metrics.poolConnections.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      metrics.poolConnections.set({ state: 'waiting' }, pool.waitingCount)
    },
    clear: () => metrics.poolConnections.reset(),
  }
}
