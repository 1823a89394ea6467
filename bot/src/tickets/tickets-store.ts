import sql, { raw } from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import type { Status, Ticket, TicketAction, Urgency } from './ticket.ts'

const columns =
  raw(`id, author_id as "authorId", filed_by as "filedBy", category_id as "categoryId", place, description,
  urgency, status, assignee_id as "assigneeId", resolution, duplicate_of as "duplicateOf", rating,
  created_at as "createdAt", status_since as "statusSince"`)

export interface NewTicket {
  draftId: string
  authorId: number
  filedBy: number
  categoryId: number
  place: string
  description: string
  urgency: Urgency
  now: Date
}

/** The new ticket; undefined when this draft was filed before. */
export function insertTicket(tx: Tx, ticket: NewTicket): Promise<Ticket | undefined> {
  return tx.maybeOne<Ticket>(sql`
    insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency,
      status, created_at, status_since)
    values (${ticket.draftId}, ${ticket.authorId}, ${ticket.filedBy}, ${ticket.categoryId}, ${ticket.place},
      ${ticket.description}, ${ticket.urgency}, 'new', ${ticket.now}, ${ticket.now})
    on conflict (draft_id) do nothing
    returning ${columns}`)
}

export function findTicket(db: Db, id: number): Promise<Ticket | undefined> {
  return db.maybeOne<Ticket>(sql`select ${columns} from ticket where id = ${id}`)
}

export function getTicketByDraft(db: Db, draftId: string): Promise<Ticket> {
  return db.one<Ticket>(sql`select ${columns} from ticket where draft_id = ${draftId}`)
}

/** The ticket that a person filed from a draft of which only the first characters are known. */
export function findTicketByShortDraft(db: Db, filedBy: number, short: string): Promise<Ticket | undefined> {
  const from = `${short}-0000-0000-0000-000000000000`
  const to = `${short}-ffff-ffff-ffff-ffffffffffff`
  return db.maybeOne<Ticket>(sql`
    select ${columns} from ticket
    where draft_id between ${from}::uuid and ${to}::uuid and filed_by = ${filedBy} limit 1`)
}

/** Locks the ticket: of two who change it at once, the second sees what the first did. */
export function lockTicket(tx: Tx, id: number): Promise<Ticket | undefined> {
  return tx.maybeOne<Ticket>(sql`select ${columns} from ticket where id = ${id} for update`)
}

/** Waits for whoever changes the ticket, and keeps it as it is until the end of the transaction. */
export async function keepTicket(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`select from ticket where id = ${id} for share`)
}

/** What changes of a ticket may set. */
export type TicketChanges = Partial<
  Pick<
    Ticket,
    'assigneeId' | 'categoryId' | 'urgency' | 'resolution' | 'duplicateOf' | 'rating' | 'description'
  >
>

/** Writes the whole state of a locked ticket. */
export function saveTicket(tx: Tx, ticket: Ticket): Promise<Ticket> {
  return tx.one<Ticket>(sql`
    update ticket set status = ${ticket.status}, status_since = ${ticket.statusSince}, assignee_id = ${ticket.assigneeId},
      category_id = ${ticket.categoryId}, urgency = ${ticket.urgency}, resolution = ${ticket.resolution},
      duplicate_of = ${ticket.duplicateOf}, rating = ${ticket.rating}, description = ${ticket.description}
    where id = ${ticket.id}
    returning ${columns}`)
}

export interface NewTicketEvent {
  ticketId: number
  at: Date
  /** Null: the system. */
  actorId: number | null
  kind: TicketAction | 'file'
  fromStatus: Status | null
  toStatus: Status
  /** Ids, old and new values; never the text of a message. */
  details: Record<string, string | number | null>
}

export async function insertTicketEvent(tx: Tx, event: NewTicketEvent): Promise<void> {
  await tx.run(sql`
    insert into ticket_event (ticket_id, at, actor_id, kind, from_status, to_status, details)
    values (${event.ticketId}, ${event.at}, ${event.actorId}, ${event.kind}, ${event.fromStatus}, ${event.toStatus},
      ${JSON.stringify(event.details)})`)
}

export interface TicketEvent {
  at: Date
  actorName: string | null
  kind: NewTicketEvent['kind']
  fromStatus: Status | null
  toStatus: Status
  details: Record<string, string | number | null>
}

/** The history of a ticket, oldest first. */
export function listTicketEvents(db: Db, ticketId: number): Promise<TicketEvent[]> {
  return db.many<TicketEvent>(sql`
    select e.at, p.name as "actorName", e.kind, e.from_status as "fromStatus", e.to_status as "toStatus", e.details
    from ticket_event e left join person p on p.id = e.actor_id
    where e.ticket_id = ${ticketId} order by e.id`)
}
