import type { HistoryEntry } from '../../people/history-entry.ts'
import { formatNearDay, formatTime } from '../../platform/format-date.ts'
import type { Language } from '../../platform/language.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'
import { isClockAction } from '../clocks/clocks.ts'
import { urgencies } from '../ticket.ts'
import type { TicketMessage } from '../ticket-messages-store.ts'
import { ticketWords } from '../ticket-words.ts'
import type { TicketEvent } from '../tickets-store.ts'
import { ticketHistoryTexts } from './ticket-history-texts.ts'

export interface HistoryReader {
  language: Language
  timezone: string
  now: Date
  /** Notes of the specialists are theirs alone. */
  withNotes: boolean
  /** Targets are a matter of those who work on tickets, and of those who oversee it. */
  withClocks: boolean
}

/** What was done to a ticket and said about it, oldest first. */
export function ticketHistory(
  events: readonly TicketEvent[],
  messages: readonly TicketMessage[],
  reader: HistoryReader,
): HistoryEntry[] {
  return events
    .filter(({ kind }) => reader.withNotes || kind !== 'note')
    .filter(({ kind }) => reader.withClocks || !isClockAction(kind))
    .map((event) => {
      // what was said is written in the transaction of the event, at the same instant
      const said = messages.filter(
        ({ createdAt, authorName }) =>
          createdAt.getTime() === event.at.getTime() && authorName === event.actorName,
      )
      return {
        day: formatNearDay(event.at, reader.now, reader.language, reader.timezone),
        text: joinHtml([eventLine(event, reader), ...said.map((message) => messageLine(message, reader))]),
      }
    })
}

function eventLine(event: TicketEvent, { language, timezone }: HistoryReader): Html {
  const words = ticketWords[language]
  const who = event.actorName ?? words.system
  const detail = detailOf(event, language)
  const what = detail === undefined ? words.event[event.kind] : `${words.event[event.kind]}: ${detail}`
  return html`<i>${formatTime(event.at, language, timezone)}</i> · ${what} · ${who}`
}

function messageLine({ text, editedAt }: TicketMessage, { language }: HistoryReader): Html {
  return html`💬 ${text}${editedAt === null ? '' : ` ${ticketHistoryTexts[language].edited}`}`
}

function detailOf({ details, kind }: TicketEvent, language: Language): string | undefined {
  if (kind === 'rate') return `${details['rating_to']} ⭐`
  if (kind === 'link_duplicate') return `№${details['duplicateOf_to']}`
  if (kind !== 'change_urgency') return undefined
  const urgency = urgencies.find((known) => known === details['urgency_to'])
  return urgency && ticketWords[language].urgency[urgency]
}
