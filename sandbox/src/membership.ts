import { botUserOf, chatObjectOf, isPresent, userOf } from './chats.ts'
import { laneOf } from './deliver.ts'
import type { AdminRights, MemberStatus, TgUser } from './telegram-objects.ts'
import { addServiceMessage } from './topics.ts'
import { pushUpdate } from './update-queue.ts'
import type { Chat, Member, World } from './world.ts'

export const allRights: AdminRights = {
  can_manage_chat: true,
  can_delete_messages: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_pin_messages: true,
  can_manage_topics: true,
}

/** The user object of a person or a bot; undefined when the sandbox knows neither. */
export function findUser(world: World, id: number): TgUser | undefined {
  const bot = world.bots.get(id)
  const person = world.people.get(id)
  return bot ? botUserOf(bot) : person && userOf(person)
}

/** Telegram's ChatMember. */
export function memberObject(user: TgUser, member: Pick<Member, 'status' | 'rights'> | undefined): object {
  const status = member?.status ?? 'left'
  switch (status) {
    case 'creator':
      return { user, status, is_anonymous: false }
    case 'administrator':
      return { user, status, can_be_edited: false, is_anonymous: false, ...member?.rights }
    case 'restricted':
      return { user, status, is_member: true, can_send_messages: false, until_date: 0 }
    case 'kicked':
      return { user, status, until_date: 0 }
    case 'member':
    case 'left':
      return { user, status }
  }
}

type Change = {
  status: MemberStatus
  by: TgUser
  rights?: Partial<AdminRights> | undefined
  silent?: boolean
}

/**
 * Gives somebody a new standing in a group: tells the member itself if it is a bot (`my_chat_member`), bots that
 * are administrators (`chat_member`, if they asked for it), and the chat when somebody comes or goes.
 */
export function changeMember(world: World, chat: Chat, user: TgUser, change: Change): void {
  const before = chat.members.get(user.id)
  const member: Member = {
    id: user.id,
    isBot: user.is_bot,
    status: change.status,
    rights: change.status === 'administrator' ? { ...allRights, ...change.rights } : undefined,
  }
  const wasPresent = isPresent(chat, user.id)
  const staysPresent = change.status !== 'left' && change.status !== 'kicked'
  // Who leaves still hears of it, so the line in the chat comes first.
  if (wasPresent && !staysPresent && !change.silent) {
    addServiceMessage(world, chat, change.by, { left_chat_member: user })
  }
  chat.members.set(user.id, member)
  tellBots(world, chat, user, change.by, before, member)
  if (!wasPresent && staysPresent && !change.silent) {
    addServiceMessage(world, chat, change.by, { new_chat_members: [user] })
  }
  world.bus.emit({ type: 'chat', chat })
}

function tellBots(
  world: World,
  chat: Chat,
  user: TgUser,
  by: TgUser,
  before: Member | undefined,
  after: Member,
): void {
  const update = {
    chat: chatObjectOf(world, chat),
    from: by,
    date: Math.floor(world.now() / 1000),
    old_chat_member: memberObject(user, before),
    new_chat_member: memberObject(user, after),
  }
  for (const bot of world.bots.values()) {
    if (bot.id === user.id) pushUpdate(world, bot, 'my_chat_member', update, laneOf(chat))
    else if (chat.members.get(bot.id)?.status === 'administrator') {
      pushUpdate(world, bot, 'chat_member', update, laneOf(chat))
    }
  }
}
