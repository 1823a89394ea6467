import type { Language } from '../../platform/language.ts'
import type { Db } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import type { AttachmentKind } from '../../telegram/incoming.ts'
import { rewriteEntry } from '../../telegram/outbox.ts'
import { listAttachments, type StoredAttachment } from '../ticket-messages-store.ts'
import { findTicket } from '../tickets-store.ts'
import { isTakenBeside, type Place, placeOf } from './beside-card.ts'
import { readerOf } from './card-reader.ts'
import { findCard } from './cards-store.ts'
import { batchesOf } from './file-batches.ts'
import { filesPayload } from './queue-cards.ts'
import { ticketFilesTexts } from './ticket-files-texts.ts'

const methods: Record<AttachmentKind, string> = {
  photo: 'sendPhoto',
  document: 'sendDocument',
  voice: 'sendVoice',
  video: 'sendVideo',
  audio: 'sendAudio',
  video_note: 'sendVideoNote',
}

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
    const language = reader === 'group' ? 'ru' : reader.language
    const place = placeOf(chatId, await findCard(db, ticketId, chatId))
    const all = await listAttachments(db, ticketId)
    const batches = batchesOf(all.filter((file) => attachmentIds.includes(file.id)))
    for (const [i, batch] of batches.entries()) {
      await sendBatch(api, place, batch, { ticketId, language })
      const rest = batches.slice(i + 1).flat()
      if (rest.length > 0)
        await rewriteEntry(db, id, { ticketId, attachmentIds: rest.map((file) => file.id) })
    }
  }
}

async function sendBatch(
  api: Api,
  place: Place,
  batch: StoredAttachment[],
  about: { ticketId: number; language: Language },
): Promise<void> {
  const texts = ticketFilesTexts[about.language]
  const caption = texts.caption(about.ticketId)
  if (
    batch.length > 1 &&
    (await isTakenBeside(api, 'sendMediaGroup', { ...place, media: album(batch, caption) }))
  )
    return
  let lost = 0
  for (const { kind, fileId } of batch) {
    const params = { ...place, [kind]: fileId, ...(kind === 'video_note' ? {} : { caption }) }
    if (!(await isTakenBeside(api, methods[kind], params))) lost += 1
  }
  if (lost > 0) await isTakenBeside(api, 'sendMessage', { ...place, text: texts.lost(about.ticketId, lost) })
}

function album(batch: readonly StoredAttachment[], caption: string): object[] {
  return batch.map(({ kind, fileId }, i) => ({ type: kind, media: fileId, ...(i === 0 ? { caption } : {}) }))
}
