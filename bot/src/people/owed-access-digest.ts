import type { Tx } from '../platform/postgres.ts'
import { type Owed, owedMessages } from '../telegram/outbox.ts'
import { accessDigestKeyboard } from './access-buttons.ts'
import { accessCrowdTexts } from './access-crowd-texts.ts'
import { beginAccessDigest, hasUntoldRequest } from './access-digest-store.ts'
import { digestEveryMs } from './access-request.ts'
import { pendingAccess } from './access-requests-store.ts'
import { listPeopleByRole } from './people-store.ts'

/**
 * Tells all admins how many ask for access, in one message at most in an hour: strangers must not push what an admin
 * works with out of sight, and their cards stand in the queue of his chat before everything else.
 */
export async function owedAccessDigest(tx: Tx, now: Date): Promise<Owed[]> {
  const since = new Date(now.getTime() - digestEveryMs)
  if (!(await beginAccessDigest(tx, { now, since }))) return []
  const { count, last } = await pendingAccess(tx)
  if (last === null) return []
  return (await listPeopleByRole(tx, ['admin'])).flatMap(({ telegramId, language }) =>
    owedMessages({
      chatId: telegramId,
      text: accessCrowdTexts[language].digest(count),
      keyboard: accessDigestKeyboard(last, language),
    }),
  )
}

/** The same for those who asked within the hour after a digest, and of whom no admin knows yet. */
export async function owedLateDigest(tx: Tx, now: Date): Promise<Owed[]> {
  return (await hasUntoldRequest(tx)) ? owedAccessDigest(tx, now) : []
}
