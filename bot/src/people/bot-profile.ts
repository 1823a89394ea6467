import { type Language, languages } from '../platform/language.ts'
import type { Database } from '../platform/postgres.ts'
import type { Api } from '../telegram/api.ts'
import type { Delivery } from '../telegram/deliver.ts'
import { queue } from '../telegram/outbox.ts'
import { botProfileTexts } from './bot-profile-texts.ts'

const kind = 'bot-profile'
/** No chat: the entry is about the bot itself. */
const nobody = 0

/** Owes Telegram what the bot says of itself before anybody has written. Queued: the start does not wait for it. */
export async function owedBotProfile(db: Database): Promise<void> {
  await db.transaction((tx) => queue(tx, [{ chatId: nobody, kind, payload: {} }]))
}

export function botProfileDeliveries(api: Api): Record<string, Delivery> {
  return {
    async [kind]() {
      for (const language of languages) {
        const { description, short } = botProfileTexts[language]
        await say(api, { name: 'Description', field: 'description', text: description, language })
        await say(api, { name: 'ShortDescription', field: 'short_description', text: short, language })
      }
    },
  }
}

interface Said {
  name: 'Description' | 'ShortDescription'
  field: 'description' | 'short_description'
  text: string
  language: Language
}

/** Asks first: Telegram takes few changes of a profile a day, and a bot may be started often. */
async function say(api: Api, { name, field, text, language }: Said): Promise<void> {
  // Russian is for everybody whose language has no text of its own
  const of = language === 'ru' ? {} : { language_code: language }
  const now = await api.call<Partial<Record<typeof field, string>>>(`getMy${name}`, of)
  if (now[field] !== text) await api.call(`setMy${name}`, { [field]: text, ...of })
}
