import { findPersonByTelegramId } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import { owedMessages, queue, removeEntry } from '../../telegram/outbox.ts'
import { listTicketsWaitingFor } from '../work-store.ts'
import { owedCard } from './queue-cards.ts'
import { ticketsAnewTexts } from './tickets-anew-texts.ts'

/** More would bury what is old. */
const maxCards = 10

/** Delivery of `tickets-anew`: who could not be written to gets the cards of the tickets that wait for him. */
export function ticketsAnewDelivery({ db }: { db: Database }): Delivery {
  return ({ id, chatId }) =>
    db.transaction(async (tx) => {
      const person = await findPersonByTelegramId(tx, chatId)
      if (person?.status !== 'active') return
      const { ids, total } = await listTicketsWaitingFor(tx, person.id, maxCards)
      if (total === 0) return
      const list = may(person, 'work_on_tickets') ? '/queue' : '/my'
      const text = ticketsAnewTexts[person.language].anew(total, total - ids.length, list)
      const cards = ids.map((ticketId) => owedCard(chatId, { ticketId, fresh: true }))
      await queue(tx, [...owedMessages({ chatId, text }), ...cards])
      // with what it has queued, so that a crash in between shows nothing twice
      await removeEntry(tx, id)
    })
}
