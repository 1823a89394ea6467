import { hasRight, requireCanWrite } from './chat-access.ts'
import { botUserOf, peopleIn } from './chats.ts'
import { resolveMentions } from './mentions.ts'
import { addMessage, type Content, findMessage, quoted } from './message-log.ts'
import { isRecord, type Params } from './params.ts'
import { badRequest } from './refusal.ts'
import type { ReplyMarkup } from './telegram-objects.ts'
import type { Bot, Chat, StoredMessage, World } from './world.ts'

/** Where in the chat a message goes: its topic, the message it answers, and whether it may go further. */
export type Placement = Pick<
  Content,
  'message_thread_id' | 'is_topic_message' | 'reply_to_message' | 'has_protected_content'
>

/** Checks topic and reply of a sending call, in Telegram's order. */
export function placementFor(chat: Chat, bot: Bot, params: Params): Placement {
  const asked = params.integer('message_thread_id')
  const threadId = asked && asked > 0 ? asked : undefined
  if (threadId !== undefined) requireTopic(chat, threadId)
  const reply = readReply(params)
  const target = reply && findMessage(chat, reply.messageId)
  if (reply && !target && !reply.mayBeMissing) throw badRequest('message to be replied not found')
  const thread = chat.isForum ? (threadId ?? target?.tg.message_thread_id) : undefined
  const topic = thread === undefined ? undefined : chat.topics.get(thread)
  if (topic?.closed && !hasRight(chat, bot.id, 'can_manage_topics')) throw badRequest('TOPIC_CLOSED')
  return {
    ...(thread !== undefined && { message_thread_id: thread, is_topic_message: true }),
    ...(target && { reply_to_message: quoted(target) }),
    ...(params.flag('protect_content') && { has_protected_content: true }),
  }
}

/** Puts the bot's message into the chat, with everything its keyboard does to the people there. */
export function sendAsBot(
  world: World,
  bot: Bot,
  chat: Chat,
  placement: Placement,
  content: Content,
  markup: ReplyMarkup | undefined,
): StoredMessage {
  requireCanWrite(chat, bot)
  const inline =
    markup && 'inline_keyboard' in markup && markup.inline_keyboard.length > 0 ? markup : undefined
  const message = addMessage(world, chat, botUserOf(bot), {
    ...placement,
    ...resolveMentions(world, content),
    ...(inline && { reply_markup: inline }),
  })
  if (markup && !inline) showKeyboard(world, chat, message, markup)
  return message
}

function requireTopic(chat: Chat, threadId: number): void {
  // A plain group ignores the thread; a private chat of the sandbox has no topics.
  if (!chat.isForum && chat.type !== 'private') return
  const topic = chat.topics.get(threadId)
  if (!topic || topic.deleted) throw badRequest('message thread not found')
}

function readReply(params: Params): { messageId: number; mayBeMissing: boolean } | undefined {
  const value = params.json('reply_parameters', "can't parse reply parameters JSON object")
  if (isRecord(value)) {
    const messageId = value['message_id']
    const mayBeMissing = value['allow_sending_without_reply'] === true
    return typeof messageId === 'number' ? { messageId, mayBeMissing } : undefined
  }
  const messageId = params.integer('reply_to_message_id')
  if (!messageId) return undefined
  return { messageId, mayBeMissing: params.flag('allow_sending_without_reply') }
}

function showKeyboard(world: World, chat: Chat, message: StoredMessage, markup: ReplyMarkup): void {
  for (const { id } of peopleIn(world, chat)) {
    if ('keyboard' in markup) {
      chat.keyboards.set(id, { markup, messageId: message.messageId })
    } else if ('remove_keyboard' in markup) {
      chat.keyboards.delete(id)
    } else if ('force_reply' in markup) {
      chat.forceReplies.set(id, {
        messageId: message.messageId,
        placeholder: markup.input_field_placeholder,
      })
    }
    world.bus.emit({ type: 'keyboard', chat, personId: id })
  }
}
