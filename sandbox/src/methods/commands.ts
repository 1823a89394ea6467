import { findCommands, saveCommands } from '../bot-commands.ts'
import { chatFor } from '../chat-access.ts'
import { createParams, fieldsFrom, isRecord, type Params } from '../params.ts'
import { badRequest } from '../refusal.ts'
import type { BotCommand, CommandScope } from '../telegram-objects.ts'
import type { Bot, World } from '../world.ts'
import type { Method } from './method.ts'

const plainScopes = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators']
const chatScopes = ['chat', 'chat_administrators', 'chat_member']

export const setMyCommands: Method = ({ world, bot, params }) => {
  const commands = readCommands(params)
  const scope = readScope(world, bot, params)
  saveCommands(bot, scope, readLanguage(params), commands)
  announce(world, bot, scope)
  return true
}

export const getMyCommands: Method = ({ world, bot, params }) =>
  findCommands(bot, readScope(world, bot, params), readLanguage(params)) ?? []

export const deleteMyCommands: Method = ({ world, bot, params }) => {
  const scope = readScope(world, bot, params)
  saveCommands(bot, scope, readLanguage(params), [])
  announce(world, bot, scope)
  return true
}

function readCommands(params: Params): BotCommand[] {
  const value = params.json('commands', "can't parse commands JSON object")
  if (value === undefined) return []
  if (!Array.isArray(value)) throw badRequest('expected an Array of BotCommand')
  if (value.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  return value.map(readCommand)
}

function readCommand(value: unknown): BotCommand {
  if (!isRecord(value)) throw badRequest("can't parse BotCommand: expected an Object")
  const { command, description } = value
  if (typeof command !== 'string') throw badRequest('can\'t parse BotCommand: can\'t find field "command"')
  if (typeof description !== 'string') {
    throw badRequest('can\'t parse BotCommand: can\'t find field "description"')
  }
  const name = command.replace(/^\//, '')
  if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest('BOT_COMMAND_INVALID')
  const words = description.trim()
  if (words.length < 1 || words.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  return { command: name, description: words }
}

function readScope(world: World, bot: Bot, params: Params): CommandScope {
  const value = params.json('scope', "can't parse BotCommandScope JSON object")
  if (value === undefined) return { type: 'default' }
  const cannot = (words: string) => badRequest(`can't parse BotCommandScope: ${words}`)
  if (!isRecord(value)) throw cannot('BotCommandScope must be an Object')
  const { type, user_id } = value
  if (typeof type !== 'string') throw cannot('can\'t find field "type"')
  if (plainScopes.includes(type)) return { type }
  if (!chatScopes.includes(type)) throw cannot('unsupported type specified')
  const chat = chatFor(world, bot, createParams(fieldsFrom(value), new Map()), 'read')
  if (type !== 'chat' && chat.type === 'private') throw badRequest("can't change commands in private chats")
  if (type !== 'chat_member') return { type, chat_id: chat.id }
  if (typeof user_id !== 'number' || user_id <= 0) throw cannot('invalid user_id specified')
  return { type, chat_id: chat.id, user_id }
}

/** Two letters, or nothing for everybody else. */
export function readLanguage(params: Params): string {
  const code = params.text('language_code')
  if (code !== '' && !/^[a-z]{2}$/.test(code)) throw badRequest('invalid language code specified')
  return code
}

function announce(world: World, bot: Bot, scope: CommandScope): void {
  world.bus.emit({ type: 'bot', bot })
  const chat = scope.chat_id === undefined ? undefined : world.chats.get(`${bot.id}:${scope.chat_id}`)
  if (chat) world.bus.emit({ type: 'keyboard', chat, personId: chat.id })
}
