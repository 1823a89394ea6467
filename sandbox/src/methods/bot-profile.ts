import { chatFor } from '../chat-access.ts'
import { botUserOf } from '../chats.ts'
import { isRecord } from '../params.ts'
import { badRequest } from '../refusal.ts'
import { readLanguage } from './commands.ts'
import type { Method } from './method.ts'

export const getMe: Method = ({ bot }) => ({
  ...botUserOf(bot),
  can_join_groups: true,
  can_read_all_group_messages: true,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
})

export const setMyName = textSetter('name', 'name', 64, 'BOT_TITLE_INVALID')
export const setMyDescription = textSetter('description', 'description', 512, 'BOT_DESCRIPTION_TOO_LONG')
export const setMyShortDescription = textSetter(
  'short',
  'short_description',
  120,
  'BOT_SHORT_DESCRIPTION_TOO_LONG',
)
export const getMyName = textGetter('name', 'name')
export const getMyDescription = textGetter('description', 'description')
export const getMyShortDescription = textGetter('short', 'short_description')

export const setChatMenuButton: Method = ({ world, bot, params }) => {
  const value = params.json('menu_button', "can't parse menu button JSON object")
  if (value !== undefined && !isRecord(value)) throw badRequest('MenuButton must be an Object')
  const type = value?.['type'] ?? 'default'
  if (type !== 'default' && type !== 'commands' && type !== 'web_app') {
    throw badRequest("can't parse menu button: MenuButton has unsupported type")
  }
  const chat = params.has('chat_id') ? chatFor(world, bot, params, 'read') : undefined
  bot.menuButtons.set(chat?.id ?? 0, { ...value, type })
  world.bus.emit(chat ? { type: 'keyboard', chat, personId: chat.id } : { type: 'bot', bot })
  return true
}

export const getChatMenuButton: Method = ({ world, bot, params }) => {
  const chat = params.has('chat_id') ? chatFor(world, bot, params, 'read') : undefined
  return bot.menuButtons.get(chat?.id ?? 0) ?? { type: 'default' }
}

function textSetter(key: string, field: string, limit: number, tooLong: string): Method {
  return ({ world, bot, params }) => {
    const value = params.text(field)
    if (value.length > limit) throw badRequest(tooLong)
    const place = `${key}:${readLanguage(params)}`
    if (value === '') bot.profile.delete(place)
    else bot.profile.set(place, value)
    world.bus.emit({ type: 'bot', bot })
    return true
  }
}

function textGetter(key: string, field: string): Method {
  return ({ bot, params }) => {
    const own = bot.profile.get(`${key}:${readLanguage(params)}`) ?? bot.profile.get(`${key}:`)
    return { [field]: own ?? (key === 'name' ? bot.firstName : '') }
  }
}
