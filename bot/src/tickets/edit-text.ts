import type { Person } from '../people/person.ts'
import type { Tx } from '../platform/postgres.ts'
import { type Changed, changeTicket } from './change-ticket.ts'
import { maxText } from './draft.ts'
import type { Ticket } from './ticket.ts'
import { findMessageBySource, type MessageSource, updateTicketMessage } from './ticket-messages-store.ts'
import type { TicketSettings } from './ticket-settings.ts'
import { findTicketBySource, type TicketChanges } from './tickets-store.ts'

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
  const { editor, source, text } = edit
  const isPrivateChat = source.chatId === editor.telegramId
  const ticket = isPrivateChat ? await findTicketBySource(tx, editor.id, source.messageId) : undefined
  const message = ticket ? undefined : await findMessageBySource(tx, source)
  const isOwn = ticket !== undefined || message?.authorId === editor.id
  const before = ticket?.description ?? message?.text
  if (!isOwn || text === before) return { kind: 'nothing' }
  if (text === undefined) return { kind: 'empty' }
  const { length } = [...text]
  if (length > maxText) return { kind: 'too_long', length }

  if (ticket) return outcome(await change(tx, edit, ticket.id, { description: text }))
  if (!message) return { kind: 'nothing' }
  await updateTicketMessage(tx, message.id, text, edit.now)
  const changes = (now: Ticket): TicketChanges =>
    message.kind === 'resolution' && now.resolution === message.text ? { resolution: text } : {}
  return outcome(await change(tx, edit, message.ticketId, changes))
}

function change(
  tx: Tx,
  { editor, settings, now }: TextEdit,
  ticketId: number,
  changes: TicketChanges | ((ticket: Ticket) => TicketChanges),
): Promise<Changed> {
  return changeTicket(tx, settings, { ticketId, action: 'edit', actor: editor, now, changes })
}

function outcome(changed: Changed): TextEdited {
  return changed.kind === 'changed'
    ? { kind: 'edited', ticketId: changed.change.after.id }
    : { kind: 'nothing' }
}
