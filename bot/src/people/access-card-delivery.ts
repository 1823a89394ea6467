import { z } from 'zod'
import type { Database } from '../platform/postgres.ts'
import type { Api } from '../telegram/api.ts'
import { ApiError } from '../telegram/api-error.ts'
import type { Delivery } from '../telegram/deliver.ts'
import { textParams } from '../telegram/html.ts'
import { replyMarkup } from '../telegram/keyboard.ts'
import type { SentMessage } from '../telegram/sent-message.ts'
import { accessCard } from './access-card.ts'
import { findAccessCard, saveAccessCard } from './access-cards-store.ts'
import { findAccessRequest } from './access-requests-store.ts'
import { findPersonByTelegramId } from './people-store.ts'
import { may } from './person.ts'

const payloadSchema = z.object({ requestId: z.number() })

/**
 * Has an admin's card show how an access request stands now: edits the card there is, or sends one. A decided request
 * is not shown to somebody who never saw it, and whoever is no admin any more learns nothing new by his old card.
 */
export function accessCardDelivery({ db, api }: { db: Database; api: Api }): Delivery {
  return async ({ chatId, payload }) => {
    const { requestId } = payloadSchema.parse(payload)
    const request = await findAccessRequest(db, requestId)
    const reader = await findPersonByTelegramId(db, chatId)
    if (request === undefined || reader === undefined) return
    const messageId = await findAccessCard(db, requestId, chatId)
    if (!may(reader, 'manage_people')) {
      const bare = { chat_id: chatId, message_id: messageId, reply_markup: replyMarkup({ inline: [] }) }
      if (messageId !== undefined) await edited(api, 'editMessageReplyMarkup', bare)
      return
    }
    const { text, keyboard } = await accessCard(db, request, reader.language)
    const shown = { chat_id: chatId, ...textParams(text), reply_markup: replyMarkup(keyboard) }
    const isShown =
      messageId !== undefined && (await edited(api, 'editMessageText', { ...shown, message_id: messageId }))
    if (isShown || request.status !== 'pending') return
    const sent = await api.call<SentMessage>('sendMessage', shown)
    await saveAccessCard(db, requestId, chatId, sent.message_id)
  }
}

/** False when the message is not there any more. */
async function edited(
  api: Api,
  method: 'editMessageText' | 'editMessageReplyMarkup',
  params: object,
): Promise<boolean> {
  try {
    await api.call(method, params)
    return true
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'unchanged') return true
    if (error instanceof ApiError && error.kind === 'gone') return false
    throw error
  }
}
