import sql from 'sql-template-tag'
import type { Db, Tx } from '../../platform/postgres.ts'

/** The chats that hold a card of the ticket. */
export async function listCardChats(db: Db, ticketId: number): Promise<number[]> {
  const rows = await db.many<{ chatId: number }>(sql`
    select chat_id as "chatId" from telegram_message where ticket_id = ${ticketId} order by chat_id`)
  return rows.map(({ chatId }) => chatId)
}

/** The message that shows a ticket in a chat, and the topic it is in when the chat is a forum. */
export interface Card {
  messageId: number
  threadId: number | null
}

/** The card of the ticket in the chat. */
export function findCard(db: Db, ticketId: number, chatId: number): Promise<Card | undefined> {
  return db.maybeOne<Card>(sql`
    select message_id as "messageId", thread_id as "threadId"
    from telegram_message where ticket_id = ${ticketId} and chat_id = ${chatId}`)
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

export async function saveCard(db: Db, ticketId: number, chatId: number, card: Card): Promise<void> {
  await db.run(sql`
    insert into telegram_message (ticket_id, chat_id, message_id, thread_id)
    values (${ticketId}, ${chatId}, ${card.messageId}, ${card.threadId})
    on conflict (ticket_id, chat_id) do update set message_id = excluded.message_id, thread_id = excluded.thread_id`)
}

export async function forgetCard(db: Db, ticketId: number, chatId: number): Promise<void> {
  await db.run(sql`delete from telegram_message where ticket_id = ${ticketId} and chat_id = ${chatId}`)
}

/** The topic of a category in a forum. */
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

/**
 * A chat whose message ids and topics mean nothing any more: a group under a new id. The tickets that were shown there
 * and still wait to be taken.
 */
export async function forgetChat(tx: Tx, chatId: number): Promise<number[]> {
  await tx.run(sql`delete from forum_topic where chat_id = ${chatId}`)
  const rows = await tx.many<{ id: number }>(sql`
    with forgotten as (delete from telegram_message where chat_id = ${chatId} returning ticket_id)
    select t.id from forgotten f join ticket t on t.id = f.ticket_id where t.status = 'new' order by t.id`)
  return rows.map(({ id }) => id)
}
