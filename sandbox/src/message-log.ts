import { chatObjectOf } from './chats.ts'
import type { TgMessage, TgUser } from './telegram-objects.ts'
import type { Chat, StoredMessage, World } from './world.ts'

/** The fields of a Telegram message that its sender decides. */
export type Content = Omit<TgMessage, 'message_id' | 'from' | 'chat' | 'date'>

/** Puts a message into a chat under the next message id. Who must be told is the caller's business. */
export function addMessage(
  world: World,
  chat: Chat,
  from: TgUser,
  content: Content,
  service = false,
): StoredMessage {
  const messageId = chat.nextMessageId++
  const tg: TgMessage = {
    message_id: messageId,
    from,
    chat: chatObjectOf(world, chat),
    date: Math.floor(world.now() / 1000),
    ...content,
  }
  const message: StoredMessage = {
    revision: ++world.counters.revision,
    messageId,
    authorId: from.id,
    byBot: from.is_bot,
    service,
    deleted: false,
    tg,
    reactions: [],
  }
  chat.messages.set(messageId, message)
  world.bus.emit({ type: 'message', chat, message })
  return message
}

/** Replaces the message's content; `edited` sets its edit date, as new text does and a new reaction does not. */
export function changeMessage(
  world: World,
  chat: Chat,
  message: StoredMessage,
  content: Partial<Content>,
  edited: boolean,
): void {
  message.tg = { ...message.tg, ...content }
  if (edited) message.tg.edit_date = Math.floor(world.now() / 1000)
  touchMessage(world, chat, message)
}

export function deleteMessage(world: World, chat: Chat, message: StoredMessage): void {
  message.deleted = true
  chat.pinned = chat.pinned.filter((id) => id !== message.messageId)
  for (const [personId, keyboard] of chat.keyboards) {
    if (keyboard.messageId === message.messageId) chat.keyboards.delete(personId)
  }
  touchMessage(world, chat, message)
}

export function touchMessage(world: World, chat: Chat, message: StoredMessage): void {
  message.revision = ++world.counters.revision
  world.bus.emit({ type: 'message', chat, message })
}

/** A message that is still there. */
export function findMessage(chat: Chat, messageId: number): StoredMessage | undefined {
  const message = chat.messages.get(messageId)
  return message?.deleted ? undefined : message
}

/** The message as others quote it: without what it itself replies to. */
export function quoted(message: StoredMessage): TgMessage {
  return { ...message.tg, reply_to_message: undefined }
}
