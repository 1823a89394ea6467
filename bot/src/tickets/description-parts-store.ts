import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import type { MessageSource } from './ticket-messages-store.ts'

/** A message that is part of a description. */
export interface DescriptionPart {
  messageId: number
  text: string
}

export async function insertDescriptionParts(
  tx: Tx,
  ticketId: number,
  chatId: number,
  parts: readonly DescriptionPart[],
): Promise<void> {
  if (parts.length === 0) return
  await tx.run(sql`
    insert into ticket_description_part (chat_id, message_id, ticket_id, text)
    select ${chatId}::bigint, "messageId", ${ticketId}::integer, text
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p ("messageId" bigint, text text)
    on conflict (chat_id, message_id) do nothing`)
}

/** The ticket whose description a message is part of. */
export async function findTicketOfPart(db: Db, source: MessageSource): Promise<number | undefined> {
  const row = await db.maybeOne<{ ticketId: number }>(sql`
    select ticket_id as "ticketId" from ticket_description_part
    where chat_id = ${source.chatId} and message_id = ${source.messageId}`)
  return row?.ticketId
}

/** The parts of a description, in the order in which they were written. */
export function listDescriptionParts(db: Db, ticketId: number): Promise<DescriptionPart[]> {
  return db.many<DescriptionPart>(sql`
    select message_id as "messageId", text from ticket_description_part
    where ticket_id = ${ticketId} order by message_id`)
}

export async function updateDescriptionPart(tx: Tx, source: MessageSource, text: string): Promise<void> {
  await tx.run(sql`
    update ticket_description_part set text = ${text}
    where chat_id = ${source.chatId} and message_id = ${source.messageId}`)
}
