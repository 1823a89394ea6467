import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'

/** The id under which a chat is known now: a group that became a supergroup has another one. */
export async function currentChatId(db: Db, chatId: number): Promise<number> {
  const row = await db.maybeOne<{ to: number }>(sql`
    select to_chat_id as "to" from chat_migration where from_chat_id = ${chatId}`)
  return row?.to ?? chatId
}

/** Follows a group to its new id with what is owed to it. Features forget what they knew of the old one. */
export async function followMigration(tx: Tx, from: number, to: number): Promise<void> {
  await tx.run(
    sql`insert into chat_migration (from_chat_id, to_chat_id) values (${from}, ${to}) on conflict do nothing`,
  )
  await tx.run(sql`
    with moved as (update outbox set chat_id = ${to} where chat_id = ${from} returning 1)
    select graphile_worker.add_job('deliver', json_build_object('chatId', ${to}::bigint), queue_name := 'chat:' || ${to}::bigint)
    where exists (select from moved)`)
}
