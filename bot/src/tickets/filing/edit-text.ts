import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import { changeTicket } from '../change-ticket.ts'
import { findTicketOfPart, listDescriptionParts, updateDescriptionPart } from '../description-parts-store.ts'
import type { Ticket } from '../ticket.ts'
import { findMessageBySource, type MessageSource, updateTicketMessage } from '../ticket-messages-store.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import type { TicketChanges } from '../tickets-store.ts'
import { joinParts, maxText } from './draft.ts'

export type TextEdited =
  | { kind: 'edited'; ticketId: number }
  /** The message is no part of a ticket, or says what it said before. */
  | { kind: 'nothing' }
  | { kind: 'empty' }
  | { kind: 'too_long'; length: number }

export interface TextEdit {
  editor: Person
  source: MessageSource
  /** Undefined: the caption was taken away. */
  text: string | undefined
  settings: TicketSettings
  now: Date
}

/** Takes an edit of a message over into the ticket that its text went to: the description, or what was said later. */
export async function editText(tx: Tx, edit: TextEdit): Promise<TextEdited> {
  // descriptions are written in private chats: who edits there is the one who wrote
  const isPrivateChat = edit.source.chatId === edit.editor.telegramId
  const ticketId = isPrivateChat ? await findTicketOfPart(tx, edit.source) : undefined
  return ticketId === undefined ? editMessage(tx, edit) : editDescription(tx, edit, ticketId)
}

async function editDescription(tx: Tx, edit: TextEdit, ticketId: number): Promise<TextEdited> {
  const { source, text } = edit
  const parts = await listDescriptionParts(tx, ticketId)
  const before = parts.find(({ messageId }) => messageId === source.messageId)
  if (before === undefined || text === before.text) return { kind: 'nothing' }
  if (text === undefined) return { kind: 'empty' }
  const description = joinParts(parts.map((part) => (part === before ? { ...part, text } : part)))
  const { length } = [...description]
  if (length > maxText) return { kind: 'too_long', length }
  const edited = await change(tx, edit, ticketId, { description })
  if (edited.kind === 'edited') await updateDescriptionPart(tx, source, text)
  return edited
}

async function editMessage(tx: Tx, edit: TextEdit): Promise<TextEdited> {
  const { editor, source, text } = edit
  const message = await findMessageBySource(tx, source)
  if (message?.authorId !== editor.id || message.text === text) return { kind: 'nothing' }
  if (text === undefined) return { kind: 'empty' }
  const { length } = [...text]
  if (length > maxText) return { kind: 'too_long', length }
  const edited = await change(tx, edit, message.ticketId, (ticket) =>
    message.kind === 'resolution' && ticket.resolution === message.text ? { resolution: text } : {},
  )
  // who has lost the right to the ticket since he wrote this does not rewrite it
  if (edited.kind === 'edited') await updateTicketMessage(tx, message.id, text, edit.now)
  return edited
}

async function change(
  tx: Tx,
  { editor, settings, now }: TextEdit,
  ticketId: number,
  changes: TicketChanges | ((ticket: Ticket) => TicketChanges),
): Promise<TextEdited> {
  const changed = await changeTicket(tx, settings, { ticketId, action: 'edit', actor: editor, now, changes })
  return changed.kind === 'changed' ? { kind: 'edited', ticketId } : { kind: 'nothing' }
}
