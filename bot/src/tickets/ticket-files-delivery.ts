import type { Language } from '../platform/language.ts'
import type { Db } from '../platform/postgres.ts'
import type { Api } from '../telegram/api.ts'
import { ApiError } from '../telegram/api-error.ts'
import type { Delivery } from '../telegram/deliver.ts'
import type { AttachmentKind } from '../telegram/incoming.ts'
import { rewriteEntry } from '../telegram/outbox.ts'
import { readerOf } from './card-reader.ts'
import { type Card, findCard } from './cards-store.ts'
import { batchesOf } from './file-batches.ts'
import { filesPayload } from './queue-cards.ts'
import { fileTexts } from './ticket-files-texts.ts'
import { listAttachments, type StoredAttachment } from './ticket-messages-store.ts'
import { findTicket } from './tickets-store.ts'

const methods: Record<AttachmentKind, string> = {
  photo: 'sendPhoto',
  document: 'sendDocument',
  voice: 'sendVoice',
  video: 'sendVideo',
  audio: 'sendAudio',
  video_note: 'sendVideoNote',
}

/** Where files go: into the topic of the card, in reply to it. */
interface Place {
  chat_id: number
  message_thread_id?: number
  reply_parameters?: { message_id: number; allow_sending_without_reply: true }
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

function placeOf(chatId: number, card: Card | undefined): Place {
  return {
    chat_id: chatId,
    ...(card?.threadId ? { message_thread_id: card.threadId } : {}),
    ...(card ? { reply_parameters: { message_id: card.messageId, allow_sending_without_reply: true } } : {}),
  }
}

async function sendBatch(
  api: Api,
  place: Place,
  batch: StoredAttachment[],
  about: { ticketId: number; language: Language },
): Promise<void> {
  const texts = fileTexts[about.language]
  const caption = texts.caption(about.ticketId)
  if (batch.length > 1 && (await isTaken(api, 'sendMediaGroup', { ...place, media: album(batch, caption) })))
    return
  let lost = 0
  for (const { kind, fileId } of batch) {
    const params = { ...place, [kind]: fileId, ...(kind === 'video_note' ? {} : { caption }) }
    if (!(await isTaken(api, methods[kind], params))) lost += 1
  }
  if (lost > 0) await isTaken(api, 'sendMessage', { ...place, text: texts.lost(about.ticketId, lost) })
}

function album(batch: readonly StoredAttachment[], caption: string): object[] {
  return batch.map(({ kind, fileId }, i) => ({ type: kind, media: fileId, ...(i === 0 ? { caption } : {}) }))
}

/** False when Telegram refuses the file for good. */
async function isTaken(api: Api, method: string, params: Place & Record<string, unknown>): Promise<boolean> {
  try {
    await api.call(method, params)
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.kind === 'refused') return false
    // the topic went after the card was put there: the files are worth more than the place
    if (error.kind !== 'topic_gone' || params.message_thread_id === undefined) throw error
    const { message_thread_id: _, ...elsewhere } = params
    return isTaken(api, method, elsewhere)
  }
}
