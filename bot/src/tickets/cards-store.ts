import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'

/** The chats that hold a card of the ticket. */
export async function listCardChats(db: Db, ticketId: number): Promise<number[]> {
  const rows = await db.many<{ chatId: number }>(sql`
    select chat_id as "chatId" from telegram_message where ticket_id = ${ticketId} order by chat_id`)
  return rows.map(({ chatId }) => chatId)
}

/** The message that is the card of the ticket in the chat. */
export async function findCard(db: Db, ticketId: number, chatId: number): Promise<number | undefined> {
  const row = await db.maybeOne<{ messageId: number }>(sql`
    select message_id as "messageId" from telegram_message where ticket_id = ${ticketId} and chat_id = ${chatId}`)
  return row?.messageId
}

/** The ticket whose card a message is. */
export async function findTicketOfCard(
  db: Db,
  chatId: number,
  messageId: number,
): Promise<number | undefined> {
  const row = await db.maybeOne<{ ticketId: number }>(sql`
    select ticket_id as "ticketId" from telegram_message where chat_id = ${chatId} and message_id = ${messageId}`)
  return row?.ticketId
}

export async function saveCard(db: Db, ticketId: number, chatId: number, messageId: number): Promise<void> {
  await db.run(sql`
    insert into telegram_message (ticket_id, chat_id, message_id) values (${ticketId}, ${chatId}, ${messageId})
    on conflict (ticket_id, chat_id) do update set message_id = excluded.message_id`)
}

export async function findTopic(db: Db, chatId: number, categoryId: number): Promise<number | undefined> {
  const row = await db.maybeOne<{ threadId: number }>(sql`
    select thread_id as "threadId" from forum_topic where chat_id = ${chatId} and category_id = ${categoryId}`)
  return row?.threadId
}

export async function saveTopic(db: Db, chatId: number, categoryId: number, threadId: number): Promise<void> {
  await db.run(sql`
    insert into forum_topic (chat_id, category_id, thread_id) values (${chatId}, ${categoryId}, ${threadId})
    on conflict (chat_id, category_id) do update set thread_id = excluded.thread_id`)
}

export async function forgetTopic(db: Db, chatId: number, threadId: number): Promise<void> {
  await db.run(sql`delete from forum_topic where chat_id = ${chatId} and thread_id = ${threadId}`)
}

/** A group under a new id: its message ids and topics mean nothing any more. */
export async function forgetChat(tx: Tx, chatId: number): Promise<void> {
  await tx.run(sql`delete from telegram_message where chat_id = ${chatId}`)
  await tx.run(sql`delete from forum_topic where chat_id = ${chatId}`)
}
