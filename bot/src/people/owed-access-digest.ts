import type { Tx } from '../platform/postgres.ts'
import type { Owed } from '../telegram/outbox.ts'
import { beginAccessDigest } from './access-digest-store.ts'
import { digestEveryMs } from './access-request.ts'
import { listPeopleByRole } from './people-store.ts'

export const accessDigestKind = 'access-digest'

/**
 * Has all admins see how many ask for access, in one message at most in an hour: strangers must not push what an admin
 * works with out of sight, and their cards stand in the queue of his chat before everything else.
 */
export async function owedAccessDigest(tx: Tx, now: Date): Promise<Owed[]> {
  const since = new Date(now.getTime() - digestEveryMs)
  if (!(await beginAccessDigest(tx, { now, since }))) return []
  const admins = await listPeopleByRole(tx, ['admin'])
  return admins.map(({ telegramId }) => ({ chatId: telegramId, kind: accessDigestKind, payload: {} }))
}
