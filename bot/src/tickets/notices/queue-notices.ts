import { findPersonByTelegramId } from '../../people/people-store.ts'
import type { Tx } from '../../platform/postgres.ts'
import { splitHtml } from '../../telegram/html.ts'
import type { Owed } from '../../telegram/outbox.ts'
import { owedFiles, owedWord, workplaces } from '../cards/queue-cards.ts'
import type { Ticket } from '../ticket.ts'
import type { TicketChange } from '../ticket-change.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { isOfAuthor, type Notice, openRow, owedNotice } from './ticket-notice.ts'
import { ticketNoticeTexts } from './ticket-notice-texts.ts'

/** What an author adds while nobody has his ticket: those who could take it learn it. */
export async function owedToQueue(tx: Tx, settings: TicketSettings, change: TicketChange): Promise<Owed[]> {
  const { actor, after, attachmentIds, text = '' } = change
  if (actor === null || !isOfAuthor(after, actor)) return []
  return owedWordToQueue(tx, settings, after, {
    words: (of) =>
      text === '' ? of.filesAdded(after.id, actor.name) : of.commented(after.id, actor.name, text),
    attachmentIds,
    except: actor.id,
  })
}

interface QueueWord {
  words: Notice['text']
  attachmentIds?: number[]
  /** Who says it need not be told. */
  except?: number
}

/** A word about a ticket to those who could take it: beside its card in the group, else to each in private. */
export async function owedWordToQueue(
  tx: Tx,
  settings: TicketSettings,
  ticket: Ticket,
  { words, attachmentIds = [], except }: QueueWord,
): Promise<Owed[]> {
  const { id: ticketId } = ticket
  const owed: Owed[] = []
  for (const chatId of await workplaces(tx, settings)) {
    const reader = chatId < 0 ? undefined : await findPersonByTelegramId(tx, chatId)
    if (reader !== undefined && reader.id === except) continue
    if (reader) owed.push(...owedNotice({ to: reader, text: words, buttons: openRow(ticket) }, ticketId))
    else
      for (const { html } of splitHtml(words(ticketNoticeTexts.ru, 'ru')))
        owed.push(owedWord(chatId, { ticketId, html }))
    if (attachmentIds.length > 0) owed.push(owedFiles(chatId, { ticketId, attachmentIds }))
  }
  return owed
}
