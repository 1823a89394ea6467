import sql from 'sql-template-tag'
import type { Db } from '../platform/postgres.ts'
import { sliceOf, taskRows, tasksOf, ticketRows, ticketsOf } from './figure-rows-store.ts'
import type { TaskCard, TicketCard } from './kpi-figure.ts'
import type { KpiPeriod } from './kpi-period.ts'
import { kindNames } from './kpi-periods-store.ts'
import type { KpiSubject } from './kpi-subject.ts'

/** The figures of orders, of the school or of a person: zeros when there are none. */
export async function readTaskCard(db: Db, subject: KpiSubject, period: KpiPeriod): Promise<TaskCard> {
  const personId = subject.of === 'person' ? subject.personId : null
  const row = await db.maybeOne<Omit<TaskCard, 'overdue_now' | 'awaiting_now'>>(sql`
    select issued, due, done, on_time, late, overdue, awaiting_acceptance, not_due, returned, moved,
      mean_delay_seconds, discipline_percent
    from kpi_task_period
    where kind = ${kindNames[period.kind]} and starts = ${period.starts}
      and person_id is not distinct from ${personId}::int`)
  const now = await db.one<Pick<TaskCard, 'overdue_now' | 'awaiting_now'>>(sql`
    select (select count(*) from kpi_task k where ${tasksOf(subject)} and ${taskRows.overdue_now}) as overdue_now,
      (select count(*) from kpi_task k where ${tasksOf(subject)} and ${taskRows.awaiting_now}) as awaiting_now`)
  return { ...(row ?? noTasks), ...now }
}

/** The figures of tickets; of a person those that he is assigned to. */
export async function readTicketCard(db: Db, subject: KpiSubject, period: KpiPeriod): Promise<TicketCard> {
  const row = await db.maybeOne<Omit<TicketCard, 'open_now' | 'oldest_open_at'>>(sql`
    select filed, open, resolved, duplicates, cancelled, reopened, response_median_seconds, response_p90_seconds,
      response_within, response_missed, response_within_percent, resolution_median_seconds, resolution_p90_seconds,
      resolution_within, resolution_missed, resolution_within_percent, mean_rating, rated
    from kpi_ticket_period v
    where kind = ${kindNames[period.kind]} and starts = ${period.starts} and ${sliceOf(subject)}`)
  const now = await db.one<Pick<TicketCard, 'open_now' | 'oldest_open_at'>>(sql`
    select count(*) as open_now, min(k.filed_at) as oldest_open_at
    from kpi_ticket k where ${ticketsOf(subject)} and ${ticketRows.open_now}`)
  return { ...(row ?? noTickets), ...now }
}

const noTasks = {
  ...{ issued: 0, due: 0, done: 0, on_time: 0, late: 0, overdue: 0, awaiting_acceptance: 0, not_due: 0 },
  ...{ returned: 0, moved: 0, mean_delay_seconds: null, discipline_percent: null },
}

const noTickets = {
  ...{ filed: 0, open: 0, resolved: 0, duplicates: 0, cancelled: 0, reopened: 0 },
  ...{ response_median_seconds: null, response_p90_seconds: null },
  ...{ response_within: 0, response_missed: 0, response_within_percent: null },
  ...{ resolution_median_seconds: null, resolution_p90_seconds: null },
  ...{ resolution_within: 0, resolution_missed: 0, resolution_within_percent: null },
  ...{ mean_rating: null, rated: 0 },
}
