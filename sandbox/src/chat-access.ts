import { findChat, findGroup, hasMet, isPresent, privateChat } from './chats.ts'
import { findMessage } from './message-log.ts'
import type { Params } from './params.ts'
import { badRequest, forbidden, Refusal } from './refusal.ts'
import type { AdminRights } from './telegram-objects.ts'
import type { Bot, Chat, StoredMessage, World } from './world.ts'

type Access = 'read' | 'write'

/** The chat a call names, if the bot may touch it; otherwise Telegram's refusal. */
export function chatFor(world: World, bot: Bot, params: Params, access: Access, name = 'chat_id'): Chat {
  const raw = params.text(name)
  if (raw === '') throw badRequest(`${name} is empty`)
  const chatId = params.integer(name)
  // Names (@somebody) find public groups only, and the sandbox has none.
  if (chatId === undefined || chatId === 0) throw badRequest('chat not found')
  return chatId > 0 ? privateFor(world, bot, chatId, access) : groupFor(world, bot, chatId, access)
}

/** The message a call names; `what` is Telegram's word for it, as in "message to edit". */
export function messageFor(chat: Chat, params: Params, what: string): StoredMessage {
  const messageId = params.integer('message_id') ?? 0
  if (messageId === 0) throw badRequest('message identifier is not specified')
  const message = findMessage(chat, messageId)
  if (!message) throw badRequest(`${what} not found`)
  return message
}

/** Refuses unless the bot is an administrator with this right; private chats grant everything. */
export function requireRight(chat: Chat, bot: Bot, right: keyof AdminRights, words: string): void {
  if (!hasRight(chat, bot.id, right)) throw badRequest(words)
}

export function hasRight(chat: Chat, id: number, right: keyof AdminRights): boolean {
  if (chat.type === 'private') return true
  const member = chat.members.get(id)
  return (
    member?.status === 'creator' || (member?.status === 'administrator' && member.rights?.[right] === true)
  )
}

/** Refuses what Telegram's servers refuse at the moment of sending. */
export function requireCanWrite(chat: Chat, bot: Bot): void {
  if (chat.type === 'private') {
    if (chat.blocked) throw forbidden('bot was blocked by the user')
    if (!chat.started) throw forbidden("bot can't initiate conversation with a user")
  } else if (chat.members.get(bot.id)?.status === 'restricted') {
    throw badRequest('not enough rights to send text messages to the chat')
  }
}

function privateFor(world: World, bot: Bot, personId: number, access: Access): Chat {
  const chat = findChat(world, bot, personId)
  const person = world.people.get(personId)
  // A bot knows the people who wrote to it and those it met in a group; all others do not exist for it.
  if (!person || (!chat && !hasMet(world, bot, personId))) throw badRequest('chat not found')
  if (person.deactivated && access === 'write') throw forbidden('user is deactivated')
  return chat ?? privateChat(world, bot, person)
}

function groupFor(world: World, bot: Bot, chatId: number, access: Access): Chat {
  const chat = findGroup(world, chatId)
  const member = chat?.members.get(bot.id)
  if (!chat || !member) throw badRequest('chat not found')
  if (chat.migratedTo !== undefined && access === 'write') {
    throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.migratedTo,
    })
  }
  if (chat.gone && access === 'write') throw forbidden('the group chat was deleted')
  const kind = `${chat.type} chat`
  if (member.status === 'kicked') throw forbidden(`bot was kicked from the ${kind}`)
  if (!isPresent(chat, bot.id)) throw forbidden(`bot is not a member of the ${kind}`)
  return chat
}
