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

/** The chats that were shown the request. */
export async function listAccessCardChats(db: Db, requestId: number): Promise<number[]> {
  const cards = await db.many<{ chatId: number }>(sql`
    select chat_id as "chatId" from access_request_card where request_id = ${requestId} order by chat_id`)
  return cards.map(({ chatId }) => chatId)
}
