import type { Tx } from '../platform/postgres.ts'
import { owedMessages, queue } from '../telegram/outbox.ts'
import { toldOfRefusal } from './access-request.ts'
import { accessRequestTexts } from './access-request-texts.ts'
import { refusePendingUpTo } from './access-requests-store.ts'
import { recordAudit } from './audit-store.ts'
import { owedNextCards, owedShownCards } from './owed-access-cards.ts'
import { lockActiveAdmins } from './people-store.ts'

export type AllRefused = { kind: 'forbidden' } | { kind: 'none' } | { kind: 'refused'; count: number }

/**
 * An admin's one answer to all that ask for access, up to the newest that he was told of: who came after is not meant.
 * Of a few each is told; a crowd is not, for its messages would stand before those of the school.
 */
export async function refuseAllAccess(
  tx: Tx,
  { actorId, upTo, now }: { actorId: number; upTo: number; now: Date },
): Promise<AllRefused> {
  const admins = await lockActiveAdmins(tx)
  if (!admins.some(({ id }) => id === actorId)) return { kind: 'forbidden' }
  const refused = await refusePendingUpTo(tx, { upTo, decidedBy: actorId, now })
  if (refused.length === 0) return { kind: 'none' }
  await recordAudit(
    tx,
    {
      ...{ actorId, action: 'access_request.all_refused', subjectKind: 'access_request', subjectId: null },
      details: { requests: refused.length, upTo },
    },
    now,
  )
  const notices = refused.length > toldOfRefusal ? [] : refused
  await queue(tx, [
    ...notices.flatMap(({ telegramId, language }) =>
      owedMessages({ chatId: telegramId, text: accessRequestTexts[language].refusedNotice }),
    ),
    ...(await owedShownCards(
      tx,
      refused.map(({ id }) => id),
    )),
    ...(await owedNextCards(tx)),
  ])
  return { kind: 'refused', count: refused.length }
}
