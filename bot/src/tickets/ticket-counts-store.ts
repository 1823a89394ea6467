import sql from 'sql-template-tag'
import type { Db } from '../platform/postgres.ts'
import type { Status } from './ticket.ts'

export interface TicketCount {
  status: Status
  categoryId: number
  tickets: number
}

/** Tickets not yet closed, by status and category. Reads the partial index `ticket_open` only. */
export function countOpenTickets(db: Db): Promise<TicketCount[]> {
  return db.many<TicketCount>(sql`
    select status, category_id as "categoryId", count(*) as tickets
    from ticket
    where status in ('new', 'in_progress', 'waiting_for_author', 'resolved')
    group by status, category_id`)
}
