import { botUserOf, groupKey, newChat, userOf } from './chats.ts'
import { changeMember } from './membership.ts'
import type { AdminRights, TgUser } from './telegram-objects.ts'
import { addServiceMessage } from './topics.ts'
import type { Bot, Chat, Person, World } from './world.ts'

export type GroupInput = {
  title: string
  type: 'group' | 'supergroup'
  isForum: boolean
  privacyMode: boolean
  people: Person[]
  bots: Bot[]
  botIsAdmin: boolean
  botRights: Partial<AdminRights>
}

const anonymousAdmin: TgUser = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
}

/** The first person makes the group; the bots are added last, so that they see what a real bot would see. */
export function createGroup(world: World, given: GroupInput): Chat {
  const chat = openGroup(world, given.isForum ? 'supergroup' : given.type, given)
  const [creator] = given.people
  const by = creator ? userOf(creator) : anonymousAdmin
  for (const person of given.people) {
    chat.members.set(person.id, {
      id: person.id,
      isBot: false,
      status: person === creator ? 'creator' : 'member',
    })
  }
  for (const bot of given.bots) {
    const status = given.botIsAdmin ? 'administrator' : 'member'
    changeMember(world, chat, botUserOf(bot), { status, by, rights: given.botRights })
  }
  world.bus.emit({ type: 'chat', chat })
  return chat
}

/** Telegram makes a supergroup of a group: new id, same people, and both chats say so. */
export function migrateGroup(world: World, old: Chat): Chat {
  const chat = openGroup(world, 'supergroup', old)
  chat.members = new Map([...old.members].map(([id, member]) => [id, { ...member }]))
  const creator = [...old.members.values()].find(({ status }) => status === 'creator')
  const person = creator && world.people.get(creator.id)
  const by = person ? userOf(person) : anonymousAdmin
  addServiceMessage(world, old, by, { migrate_to_chat_id: chat.id })
  old.migratedTo = chat.id
  addServiceMessage(world, chat, by, { migrate_from_chat_id: old.id })
  world.bus.emit({ type: 'chat', chat: old })
  world.bus.emit({ type: 'chat', chat })
  return chat
}

/** Who acts when a request names nobody: the creator, else Telegram's own account for anonymous admins. */
export function actorOf(world: World, chat: Chat, personId: number | undefined): TgUser {
  const creator = [...chat.members.values()].find(({ status }) => status === 'creator')
  const person = world.people.get(personId ?? creator?.id ?? 0)
  return person ? userOf(person) : anonymousAdmin
}

function openGroup(
  world: World,
  type: 'group' | 'supergroup',
  { title, isForum, privacyMode }: Pick<Chat, 'title' | 'isForum' | 'privacyMode'>,
): Chat {
  const number = world.counters.group++
  // A supergroup's id begins with -100, as in Telegram; a group's does not.
  const id = type === 'supergroup' ? Number(`-100${number}`) : -number
  const chat = newChat({ key: groupKey(id), id, type, title, isForum, privacyMode })
  world.chats.set(chat.key, chat)
  return chat
}
