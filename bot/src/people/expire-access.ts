import type { Database } from '../platform/postgres.ts'
import { owedMessages, queue } from '../telegram/outbox.ts'
import { accessCrowdTexts } from './access-crowd-texts.ts'
import { requestWaitsDays } from './access-request.ts'
import { expirePendingBefore } from './access-requests-store.ts'
import { recordAudit } from './audit-store.ts'
import { owedNextCards, owedShownCards } from './owed-access-cards.ts'
import { owedLateDigest } from './owed-access-digest.ts'

/** In an hour: a crowd of strangers gets its words little by little. */
const atOnce = 50

/**
 * Gives up requests for access that nobody has answered for two weeks, and tells those who asked; tells admins of those of
 * whom they have not heard. Returns how many were given up.
 */
export async function expireAccess(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - requestWaitsDays * 24 * 3600 * 1000)
  return db.transaction(async (tx) => {
    const expired = await expirePendingBefore(tx, { before, now, limit: atOnce })
    for (const { id } of expired) {
      const subject = { subjectKind: 'access_request', subjectId: id } as const
      await recordAudit(tx, { actorId: null, action: 'access_request.expired', ...subject }, now)
    }
    await queue(tx, [
      ...expired.flatMap(({ telegramId, language }) =>
        owedMessages({ chatId: telegramId, text: accessCrowdTexts[language].expired }),
      ),
      ...(await owedShownCards(
        tx,
        expired.map(({ id }) => id),
      )),
      ...(await owedNextCards(tx)),
      ...(await owedLateDigest(tx, now)),
    ])
    return expired.length
  })
}
