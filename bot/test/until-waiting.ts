import sql from 'sql-template-tag'
import type { Db } from '../src/platform/postgres.ts'
import { until } from './until.ts'

/** Waits until so many statements wait for locks that others hold. */
export async function untilWaiting(db: Db, statements: number): Promise<void> {
  await until(`${statements} wait for a lock`, async () => {
    const { count } = await db.one<{ count: number }>(sql`
      select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
    return count === statements
  })
}
