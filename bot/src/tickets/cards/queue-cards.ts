import { z } from 'zod'
import { listPeopleByRole } from '../../people/people-store.ts'
import type { Db, Tx } from '../../platform/postgres.ts'
import { currentChatId } from '../../telegram/chat-migrations-store.ts'
import { type Owed, queue } from '../../telegram/outbox.ts'
import type { Ticket } from '../ticket.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { listCardChats } from './cards-store.ts'

/** Entry of the outbox: makes the card of a ticket in a chat show how the ticket stands when it is sent. */
export const cardPayload = z.object({
  ticketId: z.number(),
  /** A new message at the end of the chat, because there is news for the reader; otherwise the old card is edited. */
  fresh: z.boolean(),
})
export type OwedCard = z.infer<typeof cardPayload>

/** Entry of the outbox: sends files of a ticket, in reply to its card. */
export const filesPayload = z.object({ ticketId: z.number(), attachmentIds: z.array(z.number()) })
export type OwedFiles = z.infer<typeof filesPayload>

/** Entry of the outbox: a word about a ticket to a group, in reply to its card and so in its topic. */
export const wordPayload = z.object({ ticketId: z.number(), html: z.string() })
export type OwedWord = z.infer<typeof wordPayload>

export const owedCard = (chatId: number, payload: OwedCard): Owed => ({
  chatId,
  kind: 'ticket-card',
  payload,
})
export const owedFiles = (chatId: number, payload: OwedFiles): Owed => ({
  chatId,
  kind: 'ticket-files',
  payload,
})

export const owedWord = (chatId: number, payload: OwedWord): Owed => ({
  chatId,
  kind: 'ticket-word',
  payload,
})

/** Where a ticket is offered to those who could take it: the group, else every specialist, else the admins. */
export async function workplaces(db: Db, settings: TicketSettings): Promise<number[]> {
  if (settings.supportChatId !== undefined) return [await currentChatId(db, settings.supportChatId)]
  return privateWorkplaces(db)
}

/** The private chats of every specialist, else of the admins. */
export async function privateWorkplaces(db: Db): Promise<number[]> {
  const specialists = await listPeopleByRole(db, ['specialist'])
  const people = specialists.length > 0 ? specialists : await listPeopleByRole(db, ['admin'])
  return people.map(({ telegramId }) => telegramId)
}

/** Puts the ticket before those who could take it: a fresh card in each of the chats it returns. */
export async function offerTicket(
  tx: Tx,
  settings: TicketSettings,
  ticket: Ticket,
  attachmentIds: number[],
): Promise<number[]> {
  const chats = await workplaces(tx, settings)
  await queue(
    tx,
    chats.flatMap((chatId) => [
      owedCard(chatId, { ticketId: ticket.id, fresh: true }),
      ...(attachmentIds.length > 0 ? [owedFiles(chatId, { ticketId: ticket.id, attachmentIds })] : []),
    ]),
  )
  return chats
}

/** Has every card of the ticket show how it stands. */
export async function refreshCards(tx: Tx, ticket: Ticket, except: readonly number[] = []): Promise<void> {
  const chats = await listCardChats(tx, ticket.id)
  await queue(
    tx,
    chats
      .filter((chatId) => !except.includes(chatId))
      .map((chatId) => owedCard(chatId, { ticketId: ticket.id, fresh: false })),
  )
}
