import type { Database } from '../platform/postgres.ts'
import type { Api } from '../telegram/api.ts'
import type { Delivery } from '../telegram/deliver.ts'
import { textParams } from '../telegram/html.ts'
import { replyMarkup } from '../telegram/keyboard.ts'
import { accessDigestKeyboard } from './access-buttons.ts'
import { accessCrowdTexts } from './access-crowd-texts.ts'
import { pendingAccess } from './access-requests-store.ts'
import { findPersonByTelegramId } from './people-store.ts'
import { may } from './person.ts'

/** Tells an admin how many ask for access when it is sent, and leaves it when nobody does any more. */
export function accessDigestDelivery({ db, api }: { db: Database; api: Api }): Delivery {
  return async ({ chatId }) => {
    const reader = await findPersonByTelegramId(db, chatId)
    const { count, last } = await pendingAccess(db)
    if (reader === undefined || !may(reader, 'manage_people') || last === null) return
    await api.call('sendMessage', {
      chat_id: chatId,
      ...textParams(accessCrowdTexts[reader.language].digest(count)),
      reply_markup: replyMarkup(accessDigestKeyboard(last, reader.language)),
    })
  }
}
