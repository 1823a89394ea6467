import type { Database } from '../platform/postgres.ts'
import type { Api } from '../telegram/api.ts'
import type { Delivery } from '../telegram/deliver.ts'
import { queue } from '../telegram/outbox.ts'

const kind = 'stranger-commands'
/** No chat: the entry is about the bot itself. */
const nobody = 0

const commands = {
  ru: [
    { command: 'start', description: 'Начать' },
    { command: 'help', description: 'Что это' },
  ],
  en: [
    { command: 'start', description: 'Start' },
    { command: 'help', description: 'What is this' },
  ],
}

/** Private chats only: in a group the bot says nothing to strangers. */
const scope = { type: 'all_private_chats' }

/** Owes Telegram the menu that everybody has who was not let in. Queued, so that the start does not wait for it. */
export async function owedStrangerCommands(db: Database): Promise<void> {
  await db.transaction((tx) => queue(tx, [{ chatId: nobody, kind, payload: {} }]))
}

export function strangerCommandsDeliveries(api: Api): Record<string, Delivery> {
  return {
    async [kind]() {
      await api.call('setMyCommands', { commands: commands.ru, scope })
      await api.call('setMyCommands', { commands: commands.en, scope, language_code: 'en' })
    },
  }
}
