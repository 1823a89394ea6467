import sql from 'sql-template-tag'
import type { Language } from '../../platform/language.ts'
import type { Db } from '../../platform/postgres.ts'
import type { Status, Urgency } from '../ticket.ts'

/** A ticket as it is exported. */
export interface ExportedTicket {
  id: number
  createdAt: Date
  category: Record<Language, string>
  place: string
  authorName: string
  filedByName: string
  assigneeName: string | null
  urgency: Urgency
  status: Status
  description: string
  resolution: string | null
  rating: number | null
  firstTakenAt: Date | null
  /** Null while the work goes on, also when it was resolved before and returned. */
  resolvedAt: Date | null
  closedAt: Date | null
  duplicateOf: number | null
}

/** Instants: since, included, to until, excluded. */
export interface FiledBetween {
  since: Date
  until: Date
}

export async function countTicketsFiled(db: Db, { since, until }: FiledBetween): Promise<number> {
  const { count } = await db.one<{ count: number }>(sql`
    select count(*) as count from ticket where created_at >= ${since} and created_at < ${until}`)
  return count
}

/** The place of a ticket in the order of filing; the moment as text, because a Date has no microseconds. */
export interface ExportCursor {
  filed: string
  id: number
}

/** Tickets filed in a period, the oldest first; the next page begins after the last ticket of this one. */
export function listExportedTickets(
  db: Db,
  { since, until }: FiledBetween,
  { after, limit }: { after: ExportCursor | undefined; limit: number },
): Promise<(ExportedTicket & { filed: string })[]> {
  return db.many<ExportedTicket & { filed: string }>(sql`
    select t.id, t.created_at::text as filed, t.created_at as "createdAt", json_build_object('ru', c.name_ru, 'en', c.name_en) as category, t.place,
      author.name as "authorName", filer.name as "filedByName", assignee.name as "assigneeName", t.urgency, t.status,
      t.description, t.resolution, t.rating, event.taken as "firstTakenAt",
      case when t.status in ('resolved', 'closed') then event.resolved end as "resolvedAt",
      case when t.status in ('closed', 'cancelled') then t.status_since end as "closedAt",
      t.duplicate_of as "duplicateOf"
    from ticket t
    join category c on c.id = t.category_id
    join person author on author.id = t.author_id
    join person filer on filer.id = t.filed_by
    left join person assignee on assignee.id = t.assignee_id
    cross join lateral (
      select min(e.at) filter (where e.kind = 'take') as taken,
        max(e.at) filter (where e.kind = 'resolve') as resolved
      from ticket_event e where e.ticket_id = t.id
    ) as event
    where t.created_at >= coalesce(${after?.filed ?? null}::timestamptz, ${since}) and t.created_at < ${until}
      and (t.created_at, t.id) > (coalesce(${after?.filed ?? null}::timestamptz, '-infinity'), ${after?.id ?? 0}::integer)
    order by t.created_at, t.id limit ${limit}`)
}
