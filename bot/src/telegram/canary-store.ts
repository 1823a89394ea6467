import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import { claimUpdate } from './updates-store.ts'

/** The kind of its entry in the outbox. */
export const canaryKind = 'canary'

/**
 * Claims the id and owes the entry that lets go of it; false when the id is claimed. The chat has the id too: nobody's,
 * so no other entry is before it. Its job needs no named queue, which would leave a row, and goes before all others.
 */
export async function sendCanary(tx: Tx, id: number): Promise<boolean> {
  if (!(await claimUpdate(tx, id, id))) return false
  await tx.run(sql`
    with entry as (insert into outbox (chat_id, kind, payload) values (${id}, ${canaryKind}, '{}'))
    select graphile_worker.add_job('deliver', json_build_object('chatId', ${id}::bigint),
      job_key := ${jobKey(id)}, priority := -1)`)
  return true
}

export async function isUnderWay(db: Db, id: number): Promise<boolean> {
  const { claimed } = await db.one<{ claimed: boolean }>(sql`
    select exists (select from telegram_update where update_id = ${id}) as claimed`)
  return claimed
}

/** Takes the entry and the claim away at once; false when there was no claim. */
export async function removeCanary(db: Db, id: number): Promise<boolean> {
  const claims = await db.run(sql`
    with entry as (delete from outbox where chat_id = ${id} and kind = ${canaryKind})
    delete from telegram_update where update_id = ${id}`)
  return claims === 1
}

/** Nobody need look for it any more. */
export async function removeCanaryJob(db: Db, id: number): Promise<void> {
  await db.run(sql`select graphile_worker.remove_job(${jobKey(id)})`)
}

const jobKey = (id: number) => `canary:${id}`
