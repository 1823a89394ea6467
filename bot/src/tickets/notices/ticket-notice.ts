import type { Person } from '../../people/person.ts'
import type { Language } from '../../platform/language.ts'
import type { Html } from '../../telegram/html.ts'
import type { Button } from '../../telegram/keyboard.ts'
import { type Owed, owedMessages } from '../../telegram/outbox.ts'
import type { Ticket } from '../ticket.ts'
import { actionButtons, openButton } from '../ticket-buttons.ts'
import type { TicketChange } from '../ticket-change.ts'
import { ticketNoticeTexts } from './ticket-notice-texts.ts'

export type Words = (typeof ticketNoticeTexts)['ru']

/** One message to one person. */
export interface Notice {
  to: Person
  text: (words: Words, language: Language) => Html
  buttons?: (words: Words) => Button[][]
}

/** The people around a ticket, as they are now. */
export interface Parties {
  author: Person | undefined
  /** Who filed it, when that was not the author. */
  filer: Person | undefined
  assigneeBefore: Person | undefined
  assignee: Person | undefined
}

/** Whether somebody speaks for the author: is the author, or filed for him. */
export function isOfAuthor({ authorId, filedBy }: Ticket, person: Person | null): boolean {
  return person !== null && (person.id === authorId || person.id === filedBy)
}

export const openRow =
  ({ id }: Pick<Ticket, 'id'>) =>
  (words: Words): Button[][] => [[{ text: words.buttons.open, data: openButton.pack({ ticketId: id }) }]]

/** For whom the work comes back to: often the news is that there is nothing left to do. */
export const workRow =
  ({ id }: Pick<Ticket, 'id'>) =>
  (words: Words): Button[][] => [
    [
      { text: words.buttons.open, data: openButton.pack({ ticketId: id }) },
      { text: words.buttons.resolve, data: actionButtons.resolve.pack({ ticketId: id }) },
    ],
  ]

export const verdictRows =
  ({ after, resolutions: resolutionNo }: TicketChange) =>
  (words: Words): Button[][] =>
    (['confirm', 'reject'] as const).map((action) => [
      { text: words.buttons[action], data: actionButtons[action].pack({ ticketId: after.id, resolutionNo }) },
    ])

export function owedNotice({ to, text, buttons }: Notice, ticketId: number): Owed[] {
  const words = ticketNoticeTexts[to.language]
  return owedMessages({
    chatId: to.telegramId,
    text: text(words, to.language),
    ...(buttons ? { keyboard: { inline: buttons(words) } } : {}),
    about: { ticketId },
  })
}
