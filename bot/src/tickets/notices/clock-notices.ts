import { listPeopleByRole } from '../../people/people-store.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Owed } from '../../telegram/outbox.ts'
import type { TicketChange } from '../ticket-change.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { owedWordToQueue } from './queue-notices.ts'
import { openRow, owedNotice, type Parties, type Words } from './ticket-notice.ts'

/**
 * What a clock says beside its word to the assignee: a ticket that nobody has is shown to those who could take it, a
 * missed target to the admins.
 */
export async function owedOfClocks(
  tx: Tx,
  settings: TicketSettings,
  { action, after }: TicketChange,
  { assignee }: Parties,
): Promise<Owed[]> {
  const { id, place } = after
  const toAdmins = async (text: (words: Words) => ReturnType<Words['released']>) =>
    (await listPeopleByRole(tx, ['admin'])).flatMap((to) =>
      owedNotice({ to, text, buttons: openRow(after) }, id),
    )
  switch (action) {
    case 'warn_response':
      return owedWordToQueue(tx, settings, after, { words: (of) => of.responseNear(id, place) })
    case 'warn_resolution':
      if (assignee) return []
      return owedWordToQueue(tx, settings, after, { words: (of) => of.resolutionNear(id, place) })
    case 'breach_response':
      return toAdmins((words) => words.responseMissed(id, place))
    case 'breach_resolution':
      return toAdmins((words) => words.resolutionMissed(id, place, assignee?.name))
    default:
      return []
  }
}
