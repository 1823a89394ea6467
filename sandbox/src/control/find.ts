import { hasRight } from '../chat-access.ts'
import { canSee, findChat, findGroup, privateChat } from '../chats.ts'
import { firstBot } from '../create-world.ts'
import { findMessage } from '../message-log.ts'
import type { Bot, Chat, Person, StoredMessage, World } from '../world.ts'
import { ControlError } from './control-error.ts'
import type { Input } from './input.ts'

/** The bot a request names, the first one by default. */
export function requireBot(world: World, input: Input): Bot {
  const id = input.optionalNumber('bot')
  const bot = id === undefined ? firstBot(world) : world.bots.get(id)
  if (!bot) throw new ControlError(404, `no bot ${id}`)
  return bot
}

export function requirePerson(world: World, id: number): Person {
  const person = world.people.get(id)
  if (!person) throw new ControlError(404, `no person ${id}`)
  return person
}

/** The chat a person means: the private one with the bot, or a group he is in. */
export function requireChatOf(world: World, person: Person, input: Input): Chat {
  const bot = requireBot(world, input)
  const chatId = input.optionalNumber('chatId') ?? person.id
  const chat = chatId === person.id ? privateChat(world, bot, person) : findChat(world, bot, chatId)
  if (!chat || !canSee(chat, person.id)) {
    throw new ControlError(404, `${person.firstName} is in no chat ${chatId}`)
  }
  return chat
}

export function requireGroup(world: World, chatId: number): Chat {
  const chat = findGroup(world, chatId)
  if (!chat) throw new ControlError(404, `no group ${chatId}`)
  return chat
}

export function requireMessage(chat: Chat, messageId: number): StoredMessage {
  const message = findMessage(chat, messageId)
  if (!message) throw new ControlError(404, `no message ${messageId} in chat ${chat.id}`)
  return message
}

/** Refuses what the person's own app would not let him do. */
export function requireCanPost(chat: Chat, person: Person, threadId: number | undefined): void {
  if (person.deactivated) throw new ControlError(409, `${person.firstName} is deactivated`)
  if (chat.blocked) throw new ControlError(409, `${person.firstName} has blocked the bot: unblock it first`)
  if (chat.migratedTo !== undefined || chat.gone) {
    throw new ControlError(409, `chat ${chat.id} is no longer in use`)
  }
  if (threadId === undefined) return
  const topic = chat.topics.get(threadId)
  if (!topic || topic.deleted) throw new ControlError(404, `no topic ${threadId} in chat ${chat.id}`)
  if (topic.closed && !hasRight(chat, person.id, 'can_manage_topics')) {
    throw new ControlError(409, `topic "${topic.name}" is closed`)
  }
}
