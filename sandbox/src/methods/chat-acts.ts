import { chatFor, messageFor, requireCanWrite, requireRight } from '../chat-access.ts'
import { botUserOf } from '../chats.ts'
import { findMessage, quoted, touchMessage } from '../message-log.ts'
import { isRecord } from '../params.ts'
import { badRequest } from '../refusal.ts'
import { placementFor } from '../send.ts'
import { addServiceMessage } from '../topics.ts'
import type { Method } from './method.ts'

const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
])

export const sendChatAction: Method = ({ world, bot, params }) => {
  const action = params.text('action')
  if (!actions.has(action)) throw badRequest('wrong parameter action in request')
  const chat = chatFor(world, bot, params, 'write')
  const { message_thread_id } = placementFor(chat, bot, params)
  requireCanWrite(chat, bot)
  world.bus.emit({ type: 'action', chat, botId: bot.id, threadId: message_thread_id, action })
  return true
}

export const pinChatMessage: Method = ({ world, bot, params }) => {
  const chat = chatFor(world, bot, params, 'write')
  const message = messageFor(chat, params, 'message to pin')
  requireRight(chat, bot, 'can_pin_messages', 'not enough rights to manage pinned messages in the chat')
  if (message.service) throw badRequest("message can't be pinned")
  chat.pinned = [...chat.pinned.filter((id) => id !== message.messageId), message.messageId]
  const thread = message.tg.message_thread_id
  addServiceMessage(world, chat, botUserOf(bot), {
    ...(thread !== undefined && { message_thread_id: thread, is_topic_message: true }),
    pinned_message: quoted(message),
  })
  world.bus.emit({ type: 'chat', chat })
  return true
}

export const unpinChatMessage: Method = ({ world, bot, params }) => {
  const chat = chatFor(world, bot, params, 'write')
  requireRight(chat, bot, 'can_pin_messages', 'not enough rights to manage pinned messages in the chat')
  const messageId = params.integer('message_id') ?? chat.pinned.at(-1)
  if (messageId === undefined || !chat.pinned.includes(messageId)) {
    throw badRequest('message to unpin not found')
  }
  chat.pinned = chat.pinned.filter((id) => id !== messageId)
  world.bus.emit({ type: 'chat', chat })
  return true
}

export const unpinAllChatMessages: Method = ({ world, bot, params }) => {
  const chat = chatFor(world, bot, params, 'write')
  requireRight(chat, bot, 'can_pin_messages', 'not enough rights to manage pinned messages in the chat')
  chat.pinned = []
  world.bus.emit({ type: 'chat', chat })
  return true
}

const emojis = new Set('👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🎉 🤩 🙏 👌 🕊 💯 ⚡ 🏆 🤝 👀 ✍ 🫡 🆒'.split(' '))

export const setMessageReaction: Method = ({ world, bot, params }) => {
  const chat = chatFor(world, bot, params, 'read')
  const message = findMessage(chat, params.integer('message_id') ?? 0)
  if (!message) throw badRequest('message to react not found')
  const value = params.json('reaction', "can't parse reaction types JSON object") ?? []
  if (!Array.isArray(value)) throw badRequest('expected an Array of ReactionType')
  if (value.length > 1) throw badRequest('REACTIONS_TOO_MANY')
  const wanted = value.map((item: unknown) => (isRecord(item) ? item['emoji'] : undefined))
  const [emoji] = wanted
  if (wanted.length > 0 && (typeof emoji !== 'string' || !emojis.has(emoji.replace('\ufe0f', '')))) {
    throw badRequest('REACTION_INVALID')
  }
  message.reactions = message.reactions.filter(({ from }) => from !== bot.id)
  if (typeof emoji === 'string') message.reactions.push({ from: bot.id, emoji })
  touchMessage(world, chat, message)
  return true
}
