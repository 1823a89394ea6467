import type { Place } from '../../telegram/send-beside.ts'
import type { Card } from './cards-store.ts'

/** Where what belongs to a card goes: into its topic, in reply to it. */
export function placeOf(chatId: number, card: Card | undefined): Place {
  if (card === undefined) return { chat_id: chatId }
  return {
    chat_id: chatId,
    ...(card.threadId === null ? {} : { message_thread_id: card.threadId }),
    reply_parameters: { message_id: card.messageId, allow_sending_without_reply: true },
  }
}
