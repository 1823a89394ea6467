import type { Db } from '../platform/postgres.ts'
import type { Owed } from '../telegram/outbox.ts'
import { listAccessCardChats } from './access-cards-store.ts'
import { listPeopleByRole } from './people-store.ts'

/** Payload of an entry of the outbox that has a chat show an access request as it stands when it is sent. */
export interface OwedAccessCard {
  requestId: number
}

export const accessCardKind = 'access-card'

/** Has all admins, and every chat that was shown the request, see how it stands. */
export async function owedAccessCards(db: Db, requestId: number): Promise<Owed[]> {
  const admins = await listPeopleByRole(db, ['admin'])
  const shown = await listAccessCardChats(db, requestId)
  const chats = new Set([...admins.map(({ telegramId }) => telegramId), ...shown])
  const payload: OwedAccessCard = { requestId }
  return [...chats].map((chatId) => ({ chatId, kind: accessCardKind, payload }))
}
