import type { BotCommand, CommandScope } from './telegram-objects.ts'
import type { Bot, Chat, Person } from './world.ts'

export function findCommands(bot: Bot, scope: CommandScope, languageCode: string): BotCommand[] | undefined {
  return bot.commands.find((set) => isSame(set.scope, scope) && set.languageCode === languageCode)?.commands
}

/** No commands = the set goes, and a wider scope shines through. */
export function saveCommands(
  bot: Bot,
  scope: CommandScope,
  languageCode: string,
  commands: BotCommand[],
): void {
  bot.commands = bot.commands.filter((set) => !isSame(set.scope, scope) || set.languageCode !== languageCode)
  if (commands.length > 0) bot.commands.push({ scope, languageCode, commands })
}

/** The menu a person gets in a chat: narrowest scope first, and in each the person's language first. */
export function commandsFor(bot: Bot, chat: Chat, person: Person): BotCommand[] {
  const status = chat.members.get(person.id)?.status
  const isAdmin = status === 'creator' || status === 'administrator'
  const inGroup: CommandScope[] = [
    { type: 'chat_member', chat_id: chat.id, user_id: person.id },
    ...(isAdmin ? [{ type: 'chat_administrators', chat_id: chat.id }] : []),
    { type: 'chat', chat_id: chat.id },
    ...(isAdmin ? [{ type: 'all_chat_administrators' }] : []),
    { type: 'all_group_chats' },
    { type: 'default' },
  ]
  const inPrivate: CommandScope[] = [
    { type: 'chat', chat_id: chat.id },
    { type: 'all_private_chats' },
    { type: 'default' },
  ]
  for (const scope of chat.type === 'private' ? inPrivate : inGroup) {
    const own = findCommands(bot, scope, person.languageCode ?? '') ?? findCommands(bot, scope, '')
    if (own) return own
  }
  return []
}

function isSame(a: CommandScope, b: CommandScope): boolean {
  return a.type === b.type && a.chat_id === b.chat_id && a.user_id === b.user_id
}
