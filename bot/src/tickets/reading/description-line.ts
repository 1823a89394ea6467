import type { Language } from '../../platform/language.ts'
import { shorten } from '../../telegram/html.ts'
import { ticketViewTexts } from '../cards/ticket-view-texts.ts'
import type { TicketView } from '../ticket-views-store.ts'

/** What a ticket is about, on one line of a list. A ticket without words has its files instead. */
export function descriptionLine(
  { description, attachments }: Pick<TicketView, 'description' | 'attachments'>,
  language: Language,
  max: number,
): string {
  if (description === '') return ticketViewTexts[language].onlyFiles(attachments)
  return shorten(description.replace(/\s+/g, ' '), max)
}
