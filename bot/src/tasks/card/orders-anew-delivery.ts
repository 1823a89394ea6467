import { findPersonByTelegramId } from '../../people/people-store.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import { owedMessages, queue, removeEntry } from '../../telegram/outbox.ts'
import { owedTaskCard } from '../task-outbox.ts'
import { listTasksWaitingFor } from '../task-work-store.ts'
import { ordersAnewTexts } from './orders-anew-texts.ts'

/** More would bury what is urgent. */
const maxCards = 10

/** Delivery of `orders-anew`: who could not be written to gets the cards of the orders that wait for him. */
export function ordersAnewDelivery({ db }: { db: Database }): Delivery {
  return ({ id, chatId }) =>
    db.transaction(async (tx) => {
      const person = await findPersonByTelegramId(tx, chatId)
      if (person?.status !== 'active') return
      const { ids, total } = await listTasksWaitingFor(tx, person.id, maxCards)
      if (total === 0) return
      const text = ordersAnewTexts[person.language].anew(total, total - ids.length)
      const cards = ids.map((taskId) => owedTaskCard(chatId, { taskId }))
      await queue(tx, [...owedMessages({ chatId, text }), ...cards])
      // with what it has queued, so that a crash in between shows nothing twice
      await removeEntry(tx, id)
    })
}
