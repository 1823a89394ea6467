import { findPerson } from '../../people/people-store.ts'
import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Attachment } from '../../telegram/incoming.ts'
import { queue } from '../../telegram/outbox.ts'
import { owedFiles, refreshCards, workplaces } from '../cards/queue-cards.ts'
import { isOfAuthor } from '../notices/ticket-notice.ts'
import { refusalOf, type Ticket } from '../ticket.ts'
import { insertAttachments } from '../ticket-messages-store.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { lockTicket } from '../tickets-store.ts'

export interface AlbumFile {
  ticketId: number
  file: Attachment
  actor: Person
  now: Date
}

/**
 * Adds another file of an album whose first file came with `changeTicket`: that change has its event and its notice, so
 * here the file alone goes after it.
 */
export async function addAlbumFile(tx: Tx, settings: TicketSettings, album: AlbumFile): Promise<void> {
  const { ticketId, file, actor, now } = album
  const ticket = await lockTicket(tx, ticketId)
  if (!ticket || refusalOf(ticket, 'comment', actor, { now, reopenDays: settings.reopenDays })) return
  const attachmentIds = await insertAttachments(tx, ticketId, actor.id, [file], now)
  if (attachmentIds.length === 0) return
  await refreshCards(tx, ticket)
  const chats = await readers(tx, settings, ticket, actor)
  await queue(
    tx,
    chats.map((chatId) => owedFiles(chatId, { ticketId, attachmentIds })),
  )
}

/** Where the first file went: to the other side, or to those who could take the ticket while nobody has it. */
async function readers(tx: Tx, settings: TicketSettings, ticket: Ticket, actor: Person): Promise<number[]> {
  const isOfAuthorSide = isOfAuthor(ticket, actor)
  if (isOfAuthorSide && ticket.status === 'new') {
    return (await workplaces(tx, settings)).filter((chatId) => chatId !== actor.telegramId)
  }
  const readerId = isOfAuthorSide ? ticket.assigneeId : ticket.authorId
  const reader = readerId === null || readerId === actor.id ? undefined : await findPerson(tx, readerId)
  return reader?.status === 'active' ? [reader.telegramId] : []
}
