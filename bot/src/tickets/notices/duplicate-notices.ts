import { findPerson } from '../../people/people-store.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Owed } from '../../telegram/outbox.ts'
import type { TicketChange } from '../ticket-change.ts'
import { listDuplicates } from '../work-store.ts'
import { openRow, owedNotice } from './ticket-notice.ts'

/** The authors of tickets that repeated this one were promised news of it. */
export async function owedToDuplicates(tx: Tx, { actor, after, text = '' }: TicketChange): Promise<Owed[]> {
  const owed: Owed[] = []
  for (const { ticketId, authorId } of await listDuplicates(tx, after.id)) {
    const author = await findPerson(tx, authorId)
    // the author of both is told by the other one
    if (author?.status !== 'active' || author.id === after.authorId) continue
    const who = actor?.name ?? ''
    owed.push(
      ...owedNotice(
        {
          to: author,
          text: (words) => words.originalResolved(ticketId, after.id, who, text),
          buttons: openRow({ id: ticketId }),
        },
        ticketId,
      ),
    )
  }
  return owed
}
