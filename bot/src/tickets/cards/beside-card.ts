import type { Api } from '../../telegram/api.ts'
import { ApiError } from '../../telegram/api-error.ts'
import type { Card } from './cards-store.ts'

/** Where what belongs to a card goes: into its topic, in reply to it. */
export interface Place {
  chat_id: number
  message_thread_id?: number
  reply_parameters?: { message_id: number; allow_sending_without_reply: true }
}

export function placeOf(chatId: number, card: Card | undefined): Place {
  if (card === undefined) return { chat_id: chatId }
  return {
    chat_id: chatId,
    ...(card.threadId === null ? {} : { message_thread_id: card.threadId }),
    reply_parameters: { message_id: card.messageId, allow_sending_without_reply: true },
  }
}

/** Sends something there. False when Telegram refuses it for good. */
export async function isTakenBeside(
  api: Api,
  method: string,
  params: Place & Record<string, unknown>,
): Promise<boolean> {
  try {
    await api.call(method, params)
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.kind === 'refused') return false
    // the topic went after the card was put there: what is sent is worth more than its place
    if (error.kind !== 'topic_gone' || params.message_thread_id === undefined) throw error
    const { message_thread_id: _, ...elsewhere } = params
    return isTakenBeside(api, method, elsewhere)
  }
}
