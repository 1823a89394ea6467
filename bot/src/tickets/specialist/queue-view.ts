import { may, type Person } from '../../people/person.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'
import { type Button, inRows, type Keyboard, turningRow } from '../../telegram/keyboard.ts'
import type { Category } from '../categories/category.ts'
import { queueClockWords } from '../clocks/clock-words.ts'
import { descriptionLine } from '../reading/description-line.ts'
import { type Status, urgencies } from '../ticket.ts'
import { openButton } from '../ticket-buttons.ts'
import type { ClockedTicketView, QueueFilter } from '../ticket-views-store.ts'
import { statusEmoji, ticketWords, urgencyEmoji } from '../ticket-words.ts'
import { type QueuePart, type QueueState, queueButton, queueFilterButton } from './queue-buttons.ts'
import { queueTexts } from './queue-texts.ts'

export const ticketsPerPage = 6
const maxDescription = 60
const minuteMs = 60_000

const statusesOf: Record<QueuePart, readonly Status[]> = {
  new: ['new'],
  mine: ['in_progress', 'waiting_for_author', 'resolved'],
  all: ['new', 'in_progress', 'waiting_for_author'],
}

export function filterOf({ part, categoryId, urgency }: QueueState, person: Person): QueueFilter {
  return {
    statuses: statusesOf[part],
    assigneeId: part === 'mine' ? person.id : null,
    categoryId: categoryId === 0 ? null : categoryId,
    urgency: urgency === 'any' ? null : urgency,
  }
}

/** A page of the queue; `tickets` may hold one more than the page, which tells that there is a next one. */
export function renderQueue(
  state: QueueState,
  tickets: readonly ClockedTicketView[],
  viewer: Person,
  categories: readonly Category[],
  now: Date,
): { text: Html; keyboard: Keyboard } {
  const texts = queueTexts[viewer.language]
  const shown = tickets.slice(0, ticketsPerPage)
  const lines = shown.map((ticket) => line(ticket, state.part, viewer, now))
  const numbers = shown.map(({ id }) => ({ text: `№${id}`, data: openButton.pack({ ticketId: id }) }))
  return {
    text: joinHtml(
      [texts.title[state.part], ...(lines.length > 0 ? lines : [texts.nothing[state.part]])],
      '\n\n',
    ),
    keyboard: {
      inline: [
        ...inRows(numbers, 3),
        turningRow({ page: state.page, hasNext: tickets.length > ticketsPerPage }, (page) =>
          queueButton.pack({ ...state, page }),
        ),
        partRow(state, viewer),
        filterRow(state, viewer, categories),
      ],
    },
  }
}

function line(ticket: ClockedTicketView, part: QueuePart, { language }: Person, now: Date): Html {
  const clock = queueClockWords(ticket.clocks, language)
  const minutes = Math.max(0, Math.floor((now.getTime() - ticket.createdAt.getTime()) / minuteMs))
  return joinHtml([
    html`${urgencyEmoji[ticket.urgency]} <b>№${ticket.id}</b> · ${ticket.emoji} ${ticket.place} · ${queueTexts[language].age(minutes)}`,
    html`${descriptionLine(ticket, language, maxDescription)}`,
    part !== 'new' &&
      html`${statusEmoji[ticket.status]} ${ticketWords[language].status[ticket.status]}${ticket.assigneeName === null ? '' : `: ${ticket.assigneeName}`}`,
    clock !== undefined && html`${clock}`,
  ])
}

function partRow(state: QueueState, viewer: Person): Button[] {
  const parts: QueuePart[] = may(viewer, 'work_on_tickets') ? ['new', 'mine', 'all'] : ['new', 'all']
  const texts = queueTexts[viewer.language]
  return parts.map((part) => ({
    text: `${part === state.part ? '● ' : ''}${texts.part[part]}`,
    data: queueButton.pack({ ...state, part, page: 0 }),
  }))
}

function filterRow(state: QueueState, { language }: Person, categories: readonly Category[]): Button[] {
  const texts = queueTexts[language]
  const category = categories.find(({ id }) => id === state.categoryId)
  const { urgency } = state
  return [
    {
      text: category ? `${category.emoji} ${category.name[language]}` : texts.anyCategory,
      data: queueFilterButton.pack({ by: 'category', ...state }),
    },
    {
      text:
        urgency === 'any'
          ? texts.anyUrgency
          : `${urgencyEmoji[urgency]} ${ticketWords[language].urgency[urgency]}`,
      data: queueFilterButton.pack({ by: 'urgency', ...state }),
    },
  ]
}

export function categoryFilters(
  state: QueueState,
  { language }: Person,
  categories: readonly Category[],
): { text: Html; keyboard: Keyboard } {
  const texts = queueTexts[language]
  const pick = (text: string, categoryId: number) => ({
    text,
    data: queueButton.pack({ ...state, categoryId, page: 0 }),
  })
  const buttons = categories.map(({ id, emoji, name }) => pick(`${emoji} ${name[language]}`, id))
  return {
    text: texts.chooseCategory,
    keyboard: { inline: [...inRows(buttons, 2), [pick(texts.anyCategory, 0)]] },
  }
}

export function urgencyFilters(state: QueueState, { language }: Person): { text: Html; keyboard: Keyboard } {
  const texts = queueTexts[language]
  const pick = (text: string, urgency: QueueState['urgency']) => ({
    text,
    data: queueButton.pack({ ...state, urgency, page: 0 }),
  })
  const buttons = urgencies.map((urgency) =>
    pick(`${urgencyEmoji[urgency]} ${ticketWords[language].urgency[urgency]}`, urgency),
  )
  return {
    text: texts.chooseUrgency,
    keyboard: { inline: [...inRows(buttons, 1), [pick(texts.anyUrgency, 'any')]] },
  }
}
