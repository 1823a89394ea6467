import sql from 'sql-template-tag'
import type { Tx } from '../../platform/postgres.ts'

interface Unreached {
  ticketId: number
  personId: number
  part: 'author' | 'assignee'
  /** When the person became unreachable. */
  since: Date
}

/** Notes that somebody could not be reached about a ticket. True when that is news while it lasts. */
export async function noteUnreached(
  tx: Tx,
  { ticketId, personId, part, since }: Unreached,
): Promise<boolean> {
  const noted = await tx.run(sql`
    insert into unreachable_notice (ticket_id, person_id, part, since)
    values (${ticketId}, ${personId}, ${part}, ${since})
    on conflict (ticket_id, person_id, part) do update set since = excluded.since
    where unreachable_notice.since <> excluded.since`)
  return noted > 0
}

/** Whether it was noted before, for whatever ticket, that this assignee cannot be reached. */
export async function wasAssigneeNoted(tx: Tx, personId: number, since: Date): Promise<boolean> {
  const { noted } = await tx.one<{ noted: boolean }>(sql`
    select exists (
      select from unreachable_notice
      where person_id = ${personId} and part = 'assignee' and since = ${since}
    ) as noted`)
  return noted
}
