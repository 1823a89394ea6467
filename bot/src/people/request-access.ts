import type { Language } from '../platform/language.ts'
import type { Tx } from '../platform/postgres.ts'
import { queue } from '../telegram/outbox.ts'
import { type AccessRequest, cardsAtOnce, mostPending, refusalStandsMs } from './access-request.ts'
import { findLastAccessRequest, insertAccessRequest, pendingAccess } from './access-requests-store.ts'
import { owedAccessCards } from './owed-access-cards.ts'
import { owedAccessDigest } from './owed-access-digest.ts'
import { findPersonByTelegramId } from './people-store.ts'
import { personNameFrom } from './person-name.ts'

export type AccessAsking =
  | { kind: 'asked'; request: AccessRequest }
  | { kind: 'already_asked' }
  /** A refusal stands for a day. */
  | { kind: 'refused_lately' }
  | { kind: 'not_a_name' }
  /** More wait than an admin could ever answer. */
  | { kind: 'too_many' }
  /** Here already, or shut out. */
  | { kind: 'known' }

/**
 * Notes that a stranger wants to be let in, and shows it to all admins: a card while few wait, else now and then how many
 * there are. One request at a time.
 */
export async function requestAccess(
  tx: Tx,
  stranger: {
    telegramId: number
    typedName: string
    username: string | null
    language: Language
    now: Date
  },
): Promise<AccessAsking> {
  const { telegramId, username, language, now } = stranger
  if (await findPersonByTelegramId(tx, telegramId)) return { kind: 'known' }
  const last = await findLastAccessRequest(tx, telegramId)
  if (last?.status === 'pending') return { kind: 'already_asked' }
  // one that nobody answered may be asked again at once
  const isRefused = last?.status === 'refused' && last.decidedBy !== null
  if (isRefused && now.getTime() - (last.decidedAt?.getTime() ?? 0) < refusalStandsMs) {
    return { kind: 'refused_lately' }
  }
  const name = personNameFrom(stranger.typedName)
  if (name === undefined) return { kind: 'not_a_name' }
  const { count: waiting } = await pendingAccess(tx)
  if (waiting >= mostPending) return { kind: 'too_many' }
  const request = await insertAccessRequest(tx, { telegramId, name, username, language, now })
  if (request === undefined) return { kind: 'already_asked' }
  await queue(
    tx,
    waiting < cardsAtOnce ? await owedAccessCards(tx, request.id) : await owedAccessDigest(tx, now),
  )
  return { kind: 'asked', request }
}
