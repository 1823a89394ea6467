import type { Db } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import { rewriteEntry } from '../../telegram/outbox.ts'
import { sendFiles } from '../../telegram/send-files.ts'
import { listAttachments } from '../ticket-messages-store.ts'
import { findTicket } from '../tickets-store.ts'
import { placeOf } from './beside-card.ts'
import { readerOf } from './card-reader.ts'
import { findCard } from './cards-store.ts'
import { filesPayload } from './queue-cards.ts'
import { ticketFilesTexts } from './ticket-files-texts.ts'

/**
 * Delivery of `ticket-files`. Each message that was sent is taken off the entry, so that a repeated delivery goes on
 * where the last one stopped. A file that Telegram does not take any more is left out, and the reader is told.
 */
export function ticketFilesDelivery({ db, api }: { db: Db; api: Api }): Delivery {
  return async ({ id, chatId, payload }) => {
    const { ticketId, attachmentIds } = filesPayload.parse(payload)
    const ticket = await findTicket(db, ticketId)
    const reader = ticket && (await readerOf(db, chatId, ticket))
    if (reader === undefined) return
    const texts = ticketFilesTexts[reader === 'group' ? 'ru' : reader.language]
    const all = await listAttachments(db, ticketId)
    await sendFiles(api, {
      place: placeOf(chatId, await findCard(db, ticketId, chatId)),
      files: all.filter((file) => attachmentIds.includes(file.id)),
      words: { caption: texts.caption(ticketId), lost: (count) => texts.lost(ticketId, count) },
      onRest: (rest) => rewriteEntry(db, id, { ticketId, attachmentIds: rest }),
    })
  }
}
