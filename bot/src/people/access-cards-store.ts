import sql from 'sql-template-tag'
import type { Db } from '../platform/postgres.ts'

export async function findAccessCard(db: Db, requestId: number, chatId: number): Promise<number | undefined> {
  const card = await db.maybeOne<{ messageId: number }>(sql`
    select message_id as "messageId" from access_request_card
    where request_id = ${requestId} and chat_id = ${chatId}`)
  return card?.messageId
}

export async function saveAccessCard(
  db: Db,
  requestId: number,
  chatId: number,
  messageId: number,
): Promise<void> {
  await db.run(sql`
    insert into access_request_card (request_id, chat_id, message_id)
    values (${requestId}, ${chatId}, ${messageId})
    on conflict (request_id, chat_id) do update set message_id = excluded.message_id`)
}

/** The newest cards of these requests. */
export function listNewestCards(
  db: Db,
  requestIds: readonly number[],
  limit: number,
): Promise<{ requestId: number; chatId: number }[]> {
  return db.many(sql`
    select request_id as "requestId", chat_id as "chatId" from access_request_card
    where request_id = any(${requestIds}) order by request_id desc, chat_id limit ${limit}`)
}

/** Of those that have waited longest, so many, who were shown to nobody yet. */
export async function listUnshownAmongOldest(db: Db, count: number): Promise<number[]> {
  const unshown = await db.many<{ id: number }>(sql`
    select id from (select id from access_request where status = 'pending' order by id limit ${count}) as oldest
    where not exists (select from access_request_card where request_id = oldest.id) order by id`)
  return unshown.map(({ id }) => id)
}

/** The chats that were shown the request. */
export async function listAccessCardChats(db: Db, requestId: number): Promise<number[]> {
  const cards = await db.many<{ chatId: number }>(sql`
    select chat_id as "chatId" from access_request_card where request_id = ${requestId} order by chat_id`)
  return cards.map(({ chatId }) => chatId)
}
