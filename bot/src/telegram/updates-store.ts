import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'

/**
 * Makes this transaction the only one that handles updates of `key` (a person), then claims the update. False when it
 * was handled before. The lock is taken in the same statement: it holds the order over replicas, and a second delivery
 * of the same update waits here until the first has ended.
 */
export async function claimUpdate(tx: Tx, key: number, updateId: number): Promise<boolean> {
  const claimed = await tx.run(sql`
    with alone as materialized (select pg_advisory_xact_lock(${key}::bigint))
    insert into telegram_update (update_id) select ${updateId} from alone
    on conflict do nothing`)
  return claimed === 1
}

/** Marks a claimed update as set aside. */
export async function markSetAside(tx: Tx, updateId: number, errorId: string): Promise<void> {
  await tx.run(sql`update telegram_update set error_id = ${errorId} where update_id = ${updateId}`)
}

/** Forgets claims that Telegram cannot deliver again. Returns how many. */
export function pruneUpdates(db: Db, before: Date): Promise<number> {
  return db.run(sql`delete from telegram_update where received_at < ${before}`)
}
