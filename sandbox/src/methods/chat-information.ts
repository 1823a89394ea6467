import { chatFor } from '../chat-access.ts'
import { botUserOf, chatObjectOf, isPresent } from '../chats.ts'
import { changeMember, findUser, memberObject } from '../membership.ts'
import { quoted } from '../message-log.ts'
import { badRequest } from '../refusal.ts'
import type { Method } from './method.ts'

export const getChat: Method = ({ world, bot, params }) => {
  const chat = chatFor(world, bot, params, 'read')
  const pinned = chat.messages.get(chat.pinned.at(-1) ?? 0)
  return {
    ...chatObjectOf(world, chat),
    accent_color_id: 0,
    max_reaction_count: 11,
    ...(pinned && { pinned_message: quoted(pinned) }),
    ...(chat.type !== 'private' && { permissions: { can_send_messages: true } }),
  }
}

export const getChatMember: Method = ({ world, bot, params }) => {
  const userId = params.integer('user_id')
  if (!userId || userId < 0) throw badRequest('invalid user_id specified')
  const chat = chatFor(world, bot, params, 'read')
  const user = findUser(world, userId)
  const isParty = chat.type === 'private' && (userId === chat.id || userId === bot.id)
  if (!user || (chat.type === 'private' && !isParty)) throw badRequest('user not found')
  return memberObject(user, isParty ? { status: 'member' } : chat.members.get(userId))
}

export const getChatAdministrators: Method = ({ world, bot, params }) => {
  const chat = chatFor(world, bot, params, 'read')
  if (chat.type === 'private') throw badRequest('there are no administrators in the private chat')
  return [...chat.members.values()]
    .filter(({ status }) => status === 'creator' || status === 'administrator')
    .flatMap((member) => {
      const user = findUser(world, member.id)
      // Other bots are left out of the list, as in Telegram.
      return user && (!user.is_bot || user.id === bot.id) ? [memberObject(user, member)] : []
    })
}

export const getChatMemberCount: Method = ({ world, bot, params }) => {
  const chat = chatFor(world, bot, params, 'read')
  return chat.type === 'private' ? 2 : [...chat.members.keys()].filter((id) => isPresent(chat, id)).length
}

export const leaveChat: Method = ({ world, bot, params }) => {
  const chat = chatFor(world, bot, params, 'write')
  if (chat.type === 'private') throw badRequest("chat member status can't be changed in private chats")
  const user = botUserOf(bot)
  changeMember(world, chat, user, { status: 'left', by: user })
  return true
}
