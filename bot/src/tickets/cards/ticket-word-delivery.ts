import type { Db } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import { textParams } from '../../telegram/html.ts'
import { isTakenBeside } from '../../telegram/send-beside.ts'
import { placeOf } from './beside-card.ts'
import { findCard } from './cards-store.ts'
import { wordPayload } from './queue-cards.ts'

/** Delivery of `ticket-word`: the card is looked up when it is sent, for it may have been owed just before. */
export function ticketWordDelivery({ db, api }: { db: Db; api: Api }): Delivery {
  return async ({ chatId, payload }) => {
    const { ticketId, html } = wordPayload.parse(payload)
    const place = placeOf(chatId, await findCard(db, ticketId, chatId))
    await isTakenBeside(api, 'sendMessage', { ...place, ...textParams({ html }) })
  }
}
