import type { Collector } from '../platform/collectors.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Database } from '../platform/postgres.ts'
import { endLongReaders } from './dashboard-readers-store.ts'

/** Longer than its own statement_timeout, which whoever looks at a dashboard may switch off. */
const longSeconds = 20

/**
 * Whoever may look at a dashboard may send any SQL as grafana_reader, and keep a transaction open: the log cannot be
 * vacuumed, a migration waits, a processor is busy. Ends what takes longer than a query of a dashboard may.
 */
export function dashboardReadersCollector(db: Database, metrics: Metrics): Collector {
  return {
    name: 'dashboard_readers',
    async read() {
      metrics.readersEnded.inc(await endLongReaders(db, longSeconds))
    },
    clear: () => undefined,
  }
}
