import sql from 'sql-template-tag'
import type { Db } from '../platform/postgres.ts'

/** The open tickets somebody works on, also those whose author has not confirmed yet. */
export async function listTicketsInHand(db: Db, personId: number): Promise<number[]> {
  const rows = await db.many<{ id: number }>(sql`
    select id from ticket
    where assignee_id = ${personId} and status in ('in_progress', 'waiting_for_author', 'resolved') order by id`)
  return rows.map(({ id }) => id)
}

/**
 * The tickets that wait for a person, the longest open first; `total`: of how many. He works on it; or it is his, and
 * waits for his answer or for his word on the result.
 */
export async function listTicketsWaitingFor(
  db: Db,
  personId: number,
  limit: number,
): Promise<{ ids: number[]; total: number }> {
  const rows = await db.many<{ id: number; total: number }>(sql`
    select id, count(*) over () as total from ticket
    where (assignee_id = ${personId} and status = 'in_progress')
      or ((author_id = ${personId} or filed_by = ${personId}) and status in ('waiting_for_author', 'resolved'))
    order by id limit ${limit}`)
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}

/** How often something was done to a ticket. */
export async function countTicketEvents(db: Db, ticketId: number, kind: string): Promise<number> {
  const { times } = await db.one<{ times: number }>(sql`
    select count(*) as times from ticket_event where ticket_id = ${ticketId} and kind = ${kind}`)
  return times
}

/** The ticket that a chain of duplicates ends at; the ticket itself when it is no duplicate. */
export async function findDuplicateRoot(db: Db, ticketId: number): Promise<number> {
  const { root } = await db.one<{ root: number }>(sql`
    with recursive chain (id, next) as (
      select id, duplicate_of from ticket where id = ${ticketId}
      union
      select t.id, t.duplicate_of from chain c join ticket t on t.id = c.next
    )
    select id as root from chain where next is null`)
  return root
}

export interface Duplicate {
  ticketId: number
  authorId: number
}

/** The tickets that were closed as duplicates of this one, or of a duplicate of it. */
export function listDuplicates(db: Db, ticketId: number): Promise<Duplicate[]> {
  return db.many<Duplicate>(sql`
    with recursive duplicate (id, author_id) as (
      select id, author_id from ticket where duplicate_of = ${ticketId}
      union
      select t.id, t.author_id from duplicate d join ticket t on t.duplicate_of = d.id
    )
    select id as "ticketId", author_id as "authorId" from duplicate order by id`)
}
