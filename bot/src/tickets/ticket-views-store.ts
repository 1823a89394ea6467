import sql, { raw } from 'sql-template-tag'
import type { Language } from '../platform/language.ts'
import type { Db } from '../platform/postgres.ts'
import type { TicketClocks } from './clocks/clocks.ts'
import { type ClocksJson, clocksColumn, clocksOf } from './clocks/clocks-store.ts'
import type { Status, Ticket, Urgency } from './ticket.ts'

/** A ticket with the names around it: what cards and lists show. */
export interface TicketView extends Ticket {
  authorName: string
  authorUnreachable: boolean
  filedByName: string
  assigneeName: string | null
  category: Record<Language, string>
  emoji: string
  attachments: number
  /** How many times it was resolved. */
  resolutions: number
}

/** A ticket with its clocks, for those who work on it. */
export interface ClockedTicketView extends TicketView {
  clocks: TicketClocks
}

const viewColumns =
  raw(`t.id, t.author_id as "authorId", t.filed_by as "filedBy", t.category_id as "categoryId", t.place,
  t.description, t.urgency, t.status, t.assignee_id as "assigneeId", t.resolution, t.duplicate_of as "duplicateOf",
  t.rating, t.created_at as "createdAt", t.status_since as "statusSince",
  author.name as "authorName", author.unreachable_since is not null as "authorUnreachable", filer.name as "filedByName",
  assignee.name as "assigneeName", json_build_object('ru', c.name_ru, 'en', c.name_en) as category, c.emoji,
  (select count(*) from ticket_attachment a where a.ticket_id = t.id) as attachments,
  (select count(*) from ticket_event e where e.ticket_id = t.id and e.kind = 'resolve') as resolutions`)

const viewTables = raw(`ticket t
  join person author on author.id = t.author_id
  join person filer on filer.id = t.filed_by
  left join person assignee on assignee.id = t.assignee_id
  join category c on c.id = t.category_id`)

export async function findTicketView(db: Db, id: number, at: Date): Promise<ClockedTicketView | undefined> {
  const row = await db.maybeOne<ClockedRow>(sql`
    select ${viewColumns}, ${clocksColumn}
    from ${viewTables} cross join lateral ticket_clock(t.id, ${at}) as k
    where t.id = ${id}`)
  return row && clocked(row)
}

type ClockedRow = TicketView & { clocks: ClocksJson }

const clocked = ({ clocks, ...view }: ClockedRow): ClockedTicketView => ({
  ...view,
  clocks: clocksOf(clocks),
})

export interface Page {
  limit: number
  offset: number
}

/** One more row than the limit tells that there is another page. */
export function listTicketsOfAuthor(
  db: Db,
  authorId: number,
  only: 'open' | 'all',
  page: Page,
): Promise<TicketView[]> {
  return db.many<TicketView>(sql`
    select ${viewColumns} from ${viewTables}
    where (t.author_id = ${authorId} or (t.filed_by = ${authorId} and t.filed_by <> t.author_id))
      and (${only} = 'all' or t.status in ('new', 'in_progress', 'waiting_for_author', 'resolved'))
    order by t.id desc limit ${page.limit + 1} offset ${page.offset}`)
}

/** What the queue shows; null: no filter. */
export interface QueueFilter {
  statuses: readonly Status[]
  assigneeId: number | null
  categoryId: number | null
  urgency: Urgency | null
}

/**
 * Open tickets by what is due first: the answer while nobody has given one, or the resolution. Then those that wait
 * for their authors, by what is left; then those without a target, and last those that are done.
 */
export async function listQueue(
  db: Db,
  filter: QueueFilter,
  page: Page,
  at: Date,
): Promise<ClockedTicketView[]> {
  const rows = await db.many<ClockedRow>(sql`
    with queue as (
      select t.id, row_number() over (
        order by t.status = 'resolved', least(k.response_due_at, k.resolution_due_at) nulls last,
          case when t.status = 'waiting_for_author' then k.resolution_target - k.resolution_used end nulls last, t.id
      ) as place
      from ticket t cross join lateral ticket_clock(t.id, ${at}) as k
      where t.status in ('new', 'in_progress', 'waiting_for_author', 'resolved')
        and t.status = any(${[...filter.statuses]}::text[])
        and (${filter.assigneeId}::integer is null or t.assignee_id = ${filter.assigneeId})
        and (${filter.categoryId}::integer is null or t.category_id = ${filter.categoryId})
        and (${filter.urgency}::text is null or t.urgency = ${filter.urgency})
      order by place limit ${page.limit + 1} offset ${page.offset}
    )
    select ${viewColumns}, ${clocksColumn}
    from queue q join (${viewTables}) on t.id = q.id cross join lateral ticket_clock(t.id, ${at}) as k
    order by q.place`)
  return rows.map(clocked)
}

/** The tickets with these numbers, in the order of the numbers given. */
export function listTicketViews(db: Db, ids: readonly number[]): Promise<TicketView[]> {
  return db.many<TicketView>(sql`
    select ${viewColumns} from ${viewTables}
    where t.id = any(${[...ids]}::integer[])
    order by array_position(${[...ids]}::integer[], t.id)`)
}
