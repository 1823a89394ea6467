import type { Db } from '../platform/postgres.ts'
import type { Owed } from '../telegram/outbox.ts'
import { listAccessCardChats, listNewestCards, listUnshownAmongOldest } from './access-cards-store.ts'
import { cardsAtOnce } from './access-request.ts'
import { listPeopleByRole } from './people-store.ts'

/** Payload of an entry of the outbox that has a chat show an access request as it stands when it is sent. */
export interface OwedAccessCard {
  requestId: number
}

export const accessCardKind = 'access-card'

/** When some were answered: cards of those who waited without one, as many as have become free. */
export async function owedNextCards(db: Db): Promise<Owed[]> {
  const owed: Owed[] = []
  for (const id of await listUnshownAmongOldest(db, cardsAtOnce))
    owed.push(...(await owedAccessCards(db, id)))
  return owed
}

/** What is edited at once; a press on an older card says that it has been decided. */
const editedAtOnce = 100

/** Has the cards there are of requests that were closed together show it; nobody gets a new one. */
export async function owedShownCards(db: Db, requestIds: readonly number[]): Promise<Owed[]> {
  const cards = await listNewestCards(db, requestIds, editedAtOnce)
  return cards.map(({ chatId, requestId }) => ({ chatId, kind: accessCardKind, payload: { requestId } }))
}

/** Has all admins, and every chat that was shown the request, see how it stands. */
export async function owedAccessCards(db: Db, requestId: number): Promise<Owed[]> {
  const admins = await listPeopleByRole(db, ['admin'])
  const shown = await listAccessCardChats(db, requestId)
  const chats = new Set([...admins.map(({ telegramId }) => telegramId), ...shown])
  const payload: OwedAccessCard = { requestId }
  return [...chats].map((chatId) => ({ chatId, kind: accessCardKind, payload }))
}
