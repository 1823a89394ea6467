import { chatFor, hasRight, messageFor } from '../chat-access.ts'
import { findMessage, deleteMessage as removeMessage } from '../message-log.ts'
import type { Params } from '../params.ts'
import { badRequest } from '../refusal.ts'
import type { Bot, Chat, StoredMessage, World } from '../world.ts'
import type { Method } from './method.ts'

const twoDays = 48 * 3600

export const deleteMessage: Method = ({ world, bot, params }) => {
  if (params.text('chat_id') === '') throw badRequest('chat identifier is not specified')
  const chat = chatFor(world, bot, params, 'write')
  const message = messageFor(chat, params, 'message to delete')
  if (!mayDelete(world, chat, bot, message)) throw badRequest("message can't be deleted")
  removeMessage(world, chat, message)
  return true
}

/** Ids that are not there are passed over, as in Telegram. */
export const deleteMessages: Method = ({ world, bot, params }) => {
  const ids = readMessageIds(params)
  const chat = chatFor(world, bot, params, 'write')
  const messages = ids.map((id) => findMessage(chat, id)).filter((message) => message !== undefined)
  if (messages.some((message) => !mayDelete(world, chat, bot, message))) {
    throw badRequest("message can't be deleted")
  }
  for (const message of messages) removeMessage(world, chat, message)
  return true
}

export function readMessageIds(params: Params): number[] {
  const value = params.json('message_ids', "can't parse message identifiers JSON object")
  if (value === undefined) throw badRequest('message identifiers are not specified')
  if (!Array.isArray(value)) throw badRequest('expected an Array of message identifiers')
  if (value.length > 100) throw badRequest('too many message identifiers specified')
  const ids = value.map((item: unknown) => {
    const id = typeof item === 'string' ? Number(item) : item
    if (typeof id !== 'number' || !Number.isInteger(id)) {
      throw badRequest('message identifier must be a Number')
    }
    if (id <= 0) throw badRequest('invalid message identifier specified')
    return id
  })
  if (ids.length === 0) throw badRequest('message identifiers are not specified')
  return ids
}

function mayDelete(world: World, chat: Chat, bot: Bot, message: StoredMessage): boolean {
  if (chat.type !== 'private' && hasRight(chat, bot.id, 'can_delete_messages')) return true
  const isYoung = message.tg.date > world.now() / 1000 - twoDays
  return isYoung && (chat.type === 'private' || message.authorId === bot.id)
}
