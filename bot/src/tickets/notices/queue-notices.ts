import { findPersonByTelegramId } from '../../people/people-store.ts'
import type { Tx } from '../../platform/postgres.ts'
import { splitHtml } from '../../telegram/html.ts'
import type { Owed } from '../../telegram/outbox.ts'
import { owedFiles, owedWord, workplaces } from '../cards/queue-cards.ts'
import type { TicketChange } from '../ticket-change.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { isOfAuthor, openRow, owedNotice, type Words } from './ticket-notice.ts'
import { ticketNoticeTexts } from './ticket-notice-texts.ts'

/** What an author adds while nobody has his ticket: those who could take it learn it. */
export async function owedToQueue(tx: Tx, settings: TicketSettings, change: TicketChange): Promise<Owed[]> {
  const { actor, after, attachmentIds, text = '' } = change
  if (actor === null || !isOfAuthor(after, actor)) return []
  const words = (of: Words) =>
    text === '' ? of.filesAdded(after.id, actor.name) : of.commented(after.id, actor.name, text)
  const owed: Owed[] = []
  for (const chatId of await workplaces(tx, settings)) {
    const reader = chatId < 0 ? undefined : await findPersonByTelegramId(tx, chatId)
    if (reader?.id === actor.id) continue
    if (reader) owed.push(...owedNotice({ to: reader, text: words, buttons: openRow(after) }, after.id))
    else
      for (const { html } of splitHtml(words(ticketNoticeTexts.ru)))
        owed.push(owedWord(chatId, { ticketId: after.id, html }))
    if (attachmentIds.length > 0) owed.push(owedFiles(chatId, { ticketId: after.id, attachmentIds }))
  }
  return owed
}
