import { listPeopleByRole } from '../../people/people-store.ts'
import type { Language } from '../../platform/language.ts'
import type { Db } from '../../platform/postgres.ts'
import { type Button, inRows, turningRow } from '../../telegram/keyboard.ts'
import { listCategories } from '../categories/categories-store.ts'
import { type Ticket, urgencies } from '../ticket.ts'
import { ticketWords, urgencyEmoji } from '../ticket-words.ts'
import {
  peoplePageButton,
  toCategoryButton,
  toPersonButton,
  toQueueButton,
  toUrgencyButton,
} from './specialist-buttons.ts'
import { specialistTexts } from './specialist-texts.ts'

const peoplePerPage = 8

export async function categoryRows(db: Db, ticket: Ticket, language: Language): Promise<Button[][]> {
  const categories = await listCategories(db)
  const buttons = categories
    .filter(({ id }) => id !== ticket.categoryId)
    .map(({ id, emoji, name }) => ({
      text: `${emoji} ${name[language]}`,
      data: toCategoryButton.pack({ ticketId: ticket.id, categoryId: id }),
    }))
  return inRows(buttons, 2)
}

export function urgencyRows(ticket: Ticket, language: Language): Button[][] {
  const buttons = urgencies
    .filter((urgency) => urgency !== ticket.urgency)
    .map((urgency) => ({
      text: `${urgencyEmoji[urgency]} ${ticketWords[language].urgency[urgency]}`,
      data: toUrgencyButton.pack({ ticketId: ticket.id, urgency }),
    }))
  return inRows(buttons, 1)
}

/** Who could get the ticket, a page at a time; no rows when there is nobody. */
export async function personRows(db: Db, ticket: Ticket, page: number): Promise<Button[][]> {
  const all = await listPeopleByRole(db, ['specialist', 'admin'])
  const people = all.filter(({ id }) => id !== ticket.assigneeId)
  const first = page * peoplePerPage
  const buttons = people.slice(first, first + peoplePerPage).map(({ id, name }) => ({
    text: name,
    data: toPersonButton.pack({ ticketId: ticket.id, personId: id }),
  }))
  const turns = turningRow({ page, hasNext: first + peoplePerPage < people.length }, (to) =>
    peoplePageButton.pack({ ticketId: ticket.id, page: to }),
  )
  return [...inRows(buttons, 2), turns].filter((row) => row.length > 0)
}

export function returnRow(ticket: Ticket, language: Language): Button[][] {
  const text = specialistTexts[language].buttons.toQueue
  return [[{ text, data: toQueueButton.pack({ ticketId: ticket.id }) }]]
}
