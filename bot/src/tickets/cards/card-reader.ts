import { findPersonByTelegramId } from '../../people/people-store.ts'
import type { Person } from '../../people/person.ts'
import type { Db } from '../../platform/postgres.ts'
import { maySee, type Ticket } from '../ticket.ts'

/** Who reads a card in a chat: a person in private, or the group of the specialists. */
export type CardReader = Person | 'group'

/** Undefined when nobody there may see the ticket, now that something is to be sent. */
export async function readerOf(db: Db, chatId: number, ticket: Ticket): Promise<CardReader | undefined> {
  // groups have negative ids
  if (chatId < 0) return 'group'
  const person = await findPersonByTelegramId(db, chatId)
  return person?.status === 'active' && maySee(ticket, person) ? person : undefined
}
