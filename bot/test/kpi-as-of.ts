import sql from 'sql-template-tag'
import type { Database, Tx } from '../src/platform/postgres.ts'

/** Reads the figures as they are at a moment. */
export function asOf<T>(db: Database, now: Date, read: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.run(sql`select set_config('kpi.now', ${now.toISOString()}, true)`)
    return read(tx)
  })
}
