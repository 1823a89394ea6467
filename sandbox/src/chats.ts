import type { TgChat, TgUser } from './telegram-objects.ts'
import type { Bot, Chat, Person, World } from './world.ts'

/** The private chat of a bot with a person; made on first use, not yet started. */
export function privateChat(world: World, bot: Bot, person: Person): Chat {
  const key = `${bot.id}:${person.id}`
  const known = world.chats.get(key)
  if (known) return known
  const chat = newChat({ key, id: person.id, type: 'private', title: person.firstName, botId: bot.id })
  world.chats.set(key, chat)
  return chat
}

export function groupKey(chatId: number): string {
  return `group:${chatId}`
}

export function findGroup(world: World, chatId: number): Chat | undefined {
  return world.chats.get(groupKey(chatId))
}

/** The chat a bot means by this id: its private chat with a person, or a group. */
export function findChat(world: World, bot: Bot, chatId: number): Chat | undefined {
  return chatId < 0 ? findGroup(world, chatId) : world.chats.get(`${bot.id}:${chatId}`)
}

export function newChat(
  given: Pick<Chat, 'key' | 'id' | 'type' | 'title'> &
    Partial<Pick<Chat, 'botId' | 'isForum' | 'privacyMode'>>,
): Chat {
  return {
    isForum: false,
    privacyMode: false,
    started: false,
    blocked: false,
    members: new Map(),
    topics: new Map(),
    messages: new Map(),
    nextMessageId: 1,
    pinned: [],
    keyboards: new Map(),
    forceReplies: new Map(),
    gone: false,
    ...given,
  }
}

export function isPresent(chat: Chat, id: number): boolean {
  const status = chat.members.get(id)?.status
  return status !== undefined && status !== 'left' && status !== 'kicked'
}

/** Whether this person has the chat in the list of chats. */
export function canSee(chat: Chat, personId: number): boolean {
  return chat.type === 'private' ? chat.id === personId : isPresent(chat, personId)
}

/** The bots that hear what is said in the chat. */
export function botsIn(world: World, chat: Chat): Bot[] {
  if (chat.type === 'private') return [...world.bots.values()].filter((bot) => bot.id === chat.botId)
  return [...world.bots.values()].filter((bot) => isPresent(chat, bot.id))
}

export function peopleIn(world: World, chat: Chat): Person[] {
  return [...world.people.values()].filter((person) => canSee(chat, person.id))
}

/** Whether the bot has met this person in a group: only then may it learn that it cannot write to him. */
export function hasMet(world: World, bot: Bot, personId: number): boolean {
  return [...world.chats.values()].some((chat) => chat.members.has(bot.id) && chat.members.has(personId))
}

export function userOf(person: Person): TgUser {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.deactivated ? '' : person.firstName,
    last_name: person.deactivated ? undefined : person.lastName,
    username: person.deactivated ? undefined : person.username,
    language_code: person.languageCode,
  }
}

export function botUserOf(bot: Bot): TgUser {
  return {
    id: bot.id,
    is_bot: true,
    first_name: bot.profile.get('name:') ?? bot.firstName,
    username: bot.username,
  }
}

export function chatObjectOf(world: World, chat: Chat): TgChat {
  if (chat.type !== 'private') {
    return { id: chat.id, type: chat.type, title: chat.title, is_forum: chat.isForum ? true : undefined }
  }
  const person = world.people.get(chat.id)
  return {
    id: chat.id,
    type: 'private',
    first_name: person?.firstName,
    last_name: person?.lastName,
    username: person?.username,
  }
}
