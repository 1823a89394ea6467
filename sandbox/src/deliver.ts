import { botsIn } from './chats.ts'
import { pushUpdate } from './update-queue.ts'
import type { Bot, Chat, StoredMessage, World } from './world.ts'

/** Tells the bots of the chat about a message. Bots never hear other bots, nor themselves but for service messages. */
export function deliverMessage(
  world: World,
  chat: Chat,
  message: StoredMessage,
  kind: 'message' | 'edited_message' = 'message',
): void {
  for (const bot of botsIn(world, chat)) {
    if (message.byBot && !message.service) continue
    if (chat.privacyMode && !message.service && !isAddressedTo(bot, chat, message)) continue
    pushUpdate(world, bot, kind, message.tg, laneOf(chat))
  }
}

/** Telegram keeps the order of messages per chat and, beside it, of presses per person. */
export function laneOf(chat: Chat): string {
  return `chat:${chat.id}`
}

function isAddressedTo(bot: Bot, chat: Chat, message: StoredMessage): boolean {
  const status = chat.members.get(bot.id)?.status
  if (status === 'administrator') return true
  const { text = '', entities = [], reply_to_message } = message.tg
  const isCommand = entities.some((entity) => entity.type === 'bot_command' && entity.offset === 0)
  return isCommand || reply_to_message?.from.id === bot.id || text.includes(`@${bot.username}`)
}
