import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import type { Attachment, AttachmentKind } from '../telegram/incoming.ts'

export type TicketMessageKind = 'comment' | 'question' | 'answer' | 'note' | 'resolution' | 'return_reason'

/** The message of Telegram a text was typed in: an edit of it finds the row again. */
export interface MessageSource {
  chatId: number
  messageId: number
}

export interface NewTicketMessage {
  ticketId: number
  authorId: number
  kind: TicketMessageKind
  text: string
  source: MessageSource | undefined
  now: Date
}

/** Adds a message to a ticket. The same message of Telegram is added once. */
export async function insertTicketMessage(tx: Tx, message: NewTicketMessage): Promise<void> {
  await tx.run(sql`
    insert into ticket_message (ticket_id, author_id, kind, text, created_at, source_chat_id, source_message_id)
    values (${message.ticketId}, ${message.authorId}, ${message.kind}, ${message.text}, ${message.now},
      ${message.source?.chatId ?? null}, ${message.source?.messageId ?? null})
    on conflict (source_chat_id, source_message_id) do nothing`)
}

/** The message of a ticket that was typed in a message of Telegram. */
export function findMessageBySource(
  db: Db,
  source: MessageSource,
): Promise<
  { id: number; ticketId: number; authorId: number; kind: TicketMessageKind; text: string } | undefined
> {
  return db.maybeOne(sql`
    select id, ticket_id as "ticketId", author_id as "authorId", kind, text
    from ticket_message where source_chat_id = ${source.chatId} and source_message_id = ${source.messageId}`)
}

export async function updateTicketMessage(tx: Tx, id: number, text: string, now: Date): Promise<void> {
  await tx.run(sql`update ticket_message set text = ${text}, edited_at = ${now} where id = ${id}`)
}

export interface TicketMessage {
  authorName: string
  kind: TicketMessageKind
  text: string
  createdAt: Date
  editedAt: Date | null
}

/** The conversation about a ticket, oldest first; notes of specialists only for those who may read them. */
export function listTicketMessages(db: Db, ticketId: number, withNotes: boolean): Promise<TicketMessage[]> {
  return db.many<TicketMessage>(sql`
    select p.name as "authorName", m.kind, m.text, m.created_at as "createdAt", m.edited_at as "editedAt"
    from ticket_message m join person p on p.id = m.author_id
    where m.ticket_id = ${ticketId} and (${withNotes} or m.kind <> 'note')
    order by m.id`)
}

/** Adds files; ids of those that are new to the ticket. */
export async function insertAttachments(
  tx: Tx,
  ticketId: number,
  addedBy: number,
  files: readonly Attachment[],
  now: Date,
): Promise<number[]> {
  const rows = await tx.many<{ id: number }>(sql`
    insert into ticket_attachment (ticket_id, kind, file_id, file_unique_id, added_by, created_at)
    select ${ticketId}::integer, kind, "fileId", "fileUniqueId", ${addedBy}::integer, ${now}
    from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as f (kind text, "fileId" text, "fileUniqueId" text)
    on conflict (ticket_id, file_unique_id) do nothing
    returning id`)
  return rows.map(({ id }) => id)
}

export interface StoredAttachment {
  id: number
  kind: AttachmentKind
  fileId: string
}

export function listAttachments(db: Db, ticketId: number): Promise<StoredAttachment[]> {
  return db.many<StoredAttachment>(sql`
    select id, kind, file_id as "fileId" from ticket_attachment where ticket_id = ${ticketId} order by id`)
}
