import sql, { empty, type Sql } from 'sql-template-tag'
import type { Db } from '../../platform/postgres.ts'
import type { Page } from '../ticket-views-store.ts'
import type { SearchQuery } from './search-query.ts'

/** Whose tickets are looked through. */
export interface SearchScope {
  /** Only the tickets of this person; null: all. */
  ofPersonId: number | null
  /** Whether the notes that specialists write for each other are looked through too. */
  withNotes: boolean
}

export interface Found {
  /** The best first: the ticket of that number, then whole words before beginnings of words, then the newest. */
  ids: number[]
  /** At most `maxFound`. */
  total: number
}

/** Who finds more than this has not said what he looks for; the newest are kept. */
export const maxFound = 500

/** Looks for tickets by number, and by the words of place, description, remark and conversation. */
export async function searchTickets(
  db: Db,
  query: SearchQuery,
  { ofPersonId, withNotes }: SearchScope,
  { limit, offset }: Page,
): Promise<Found> {
  const number = query.number ?? null
  const mine =
    ofPersonId === null
      ? empty
      : sql`and (t.author_id = ${ofPersonId} or (t.filed_by = ${ofPersonId} and t.filed_by <> t.author_id))`
  const byWords = query.onlyNumber ? empty : sql`union all ${wordMatches(query, mine, withNotes)}`
  const rows = await db.many<{ id: number; total: number }>(sql`
    with found as (
      select t.id, true as whole from ticket t where t.id = ${number}::integer ${mine}
      ${byWords}
    ), best as (
      select id, bool_or(whole) as whole from found group by id order by id desc limit ${maxFound}
    )
    select id, (select count(*) from best) as total from best
    order by id is not distinct from ${number}::integer desc, whole desc, id desc
    limit ${limit} offset ${offset}`)
  const [first] = rows
  return { ids: rows.map(({ id }) => id), total: first?.total ?? 0 }
}

function wordMatches({ typed, prefixes }: SearchQuery, mine: Sql, withNotes: boolean): Sql {
  const whole = sql`websearch_to_tsquery('russian', ${typed})`
  const any = sql`(${whole} || to_tsquery('russian', ${prefixes}))`
  // "+ 0" keeps the planner off the primary key: for a rare word it would walk through all tickets to find few
  const spoken = withNotes ? empty : sql`and m.kind <> 'note'`
  return sql`
    (select t.id, t.search @@ ${whole} from ticket t
      where t.search @@ ${any} ${mine} order by t.id + 0 desc limit ${maxFound})
    union all
    (select t.id, m.search @@ ${whole} from ticket_message m join ticket t on t.id = m.ticket_id
      where m.search @@ ${any} ${spoken} ${mine} order by t.id + 0 desc limit ${maxFound})`
}
