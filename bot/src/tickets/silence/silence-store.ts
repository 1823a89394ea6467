import sql from 'sql-template-tag'
import type { Db } from '../../platform/postgres.ts'
import type { Silence } from './silence.ts'

export interface SilencePage {
  resolvedBefore: Date
  afterId: number
  limit: number
}

/** Resolved tickets whose authors were silent for a while, in the order of their numbers. */
export function listSilences(db: Db, { resolvedBefore, afterId, limit }: SilencePage): Promise<Silence[]> {
  return db.many<Silence>(sql`
    select t.id as "ticketId", greatest(t.status_since, said.by_author) as since, said.reminded as "remindedAt"
    from ticket t
    cross join lateral (
      select max(e.at) filter (where e.kind = 'remind') as reminded,
        max(e.at) filter (where e.actor_id in (t.author_id, t.filed_by)) as by_author
      from ticket_event e where e.ticket_id = t.id and e.at >= t.status_since
    ) as said
    where t.status = 'resolved' and t.status_since <= ${resolvedBefore} and t.id > ${afterId}
    order by t.id limit ${limit}`)
}

/** Undefined when the ticket does not wait for its author any more. */
export async function findSilence(db: Db, ticketId: number): Promise<Silence | undefined> {
  const [silence] = await listSilences(db, {
    resolvedBefore: new Date('9999-01-01'),
    afterId: ticketId - 1,
    limit: 1,
  })
  return silence?.ticketId === ticketId ? silence : undefined
}
