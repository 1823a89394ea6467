import { z } from 'zod'
import {
  findPerson,
  findPersonByTelegramId,
  listPeopleByRole,
  setUnreachable,
} from '../../people/people-store.ts'
import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Html } from '../../telegram/html.ts'
import { type OutboxEntry, type Owed, owedMessages, queue } from '../../telegram/outbox.ts'
import { type OwedWord, owedCard, owedWord, privateWorkplaces, workplaces } from '../cards/queue-cards.ts'
import type { Ticket } from '../ticket.ts'
import { openButton } from '../ticket-buttons.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { findTicket } from '../tickets-store.ts'
import { noteUnreached, wasAssigneeNoted } from './unreachable-store.ts'
import { unreachableTexts } from './unreachable-texts.ts'

const aboutTicket = z.union([
  z.object({ ticketId: z.number(), fresh: z.boolean().optional() }),
  z.object({ about: z.object({ ticketId: z.number() }) }),
])

/**
 * When somebody cannot be told about a ticket, the other side is told that, once while it lasts: of an author the
 * assignee, or those who could take the ticket; of an assignee the admins.
 */
export async function tellUnreachable(
  tx: Tx,
  settings: TicketSettings,
  { chatId, payload }: Pick<OutboxEntry, 'chatId' | 'payload'>,
  now: Date,
): Promise<void> {
  const about = aboutTicket.safeParse(payload)
  if (!about.success) return
  const ticketId = 'about' in about.data ? about.data.about.ticketId : about.data.ticketId
  const ticket = await findTicket(tx, ticketId)
  if (ticket === undefined) return
  if (chatId < 0) {
    const isOffer = 'fresh' in about.data && about.data.fresh === true
    return isOffer ? offerInPrivate(tx, ticket) : undefined
  }
  // the mark is what tells one such while from the next; whoever sets it first, it stays
  await setUnreachable(tx, chatId, now)
  const person = await findPersonByTelegramId(tx, chatId)
  if (person === undefined) return
  const since = person.unreachableSince ?? now
  if (person.id === ticket.authorId || person.id === ticket.filedBy) {
    const isNews = await noteUnreached(tx, { ticketId, personId: person.id, part: 'author', since })
    if (isNews) await queue(tx, await owedAboutAuthor(tx, settings, ticket, person))
  }
  if (person.id === ticket.assigneeId) {
    const wasNoted = await wasAssigneeNoted(tx, person.id, since)
    await noteUnreached(tx, { ticketId, personId: person.id, part: 'assignee', since })
    if (!wasNoted) await tellAdmins(tx, ticketId, (words) => words.assignee(ticketId, person.name), person)
  }
}

type Words = (typeof unreachableTexts)['ru']

async function owedAboutAuthor(
  tx: Tx,
  settings: TicketSettings,
  ticket: Ticket,
  author: Person,
): Promise<Owed[]> {
  const assignee = ticket.assigneeId === null ? undefined : await findPerson(tx, ticket.assigneeId)
  if (assignee !== undefined) {
    return assignee.id === author.id
      ? []
      : owedWarning(assignee, ticket.id, (words) => words.author(ticket.id, author.name))
  }
  const owed: Owed[] = []
  for (const chatId of await workplaces(tx, settings)) {
    const reader = chatId < 0 ? undefined : await findPersonByTelegramId(tx, chatId)
    if (reader === undefined) owed.push(owedWord(chatId, groupWord(ticket, author)))
    else if (reader.id !== author.id)
      owed.push(...owedWarning(reader, ticket.id, (words) => words.author(ticket.id, author.name)))
  }
  return owed
}

function groupWord({ id }: Ticket, author: Person): OwedWord {
  return { ticketId: id, html: unreachableTexts.ru.author(id, author.name).html }
}

/** The group of the specialists does not let the bot in: each of them gets the ticket himself. */
async function offerInPrivate(tx: Tx, { id }: Ticket): Promise<void> {
  const chats = await privateWorkplaces(tx)
  await queue(
    tx,
    chats.map((chatId) => owedCard(chatId, { ticketId: id, fresh: true })),
  )
  await tellAdmins(tx, id, (words) => words.group(id))
}

async function tellAdmins(
  tx: Tx,
  ticketId: number,
  text: (words: Words) => Html,
  except?: Person,
): Promise<void> {
  const admins = await listPeopleByRole(tx, ['admin'])
  await queue(
    tx,
    admins.filter(({ id }) => id !== except?.id).flatMap((admin) => owedWarning(admin, ticketId, text)),
  )
}

function owedWarning(to: Person, ticketId: number, text: (words: Words) => Html): Owed[] {
  const words = unreachableTexts[to.language]
  const open = { text: words.open, data: openButton.pack({ ticketId }) }
  return owedMessages({
    chatId: to.telegramId,
    text: text(words),
    keyboard: { inline: [[open]] },
  })
}
