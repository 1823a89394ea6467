import sql, { type Sql } from 'sql-template-tag'
import type { Db } from '../platform/postgres.ts'
import { taskRows, tasksOf, ticketRows, ticketsOf } from './figure-rows-store.ts'
import type { ComparedTasks, ComparedTickets } from './kpi-figure.ts'
import type { KpiSubject } from './kpi-subject.ts'

/** A part of a period. What was accepted, answered or resolved later than `by` is left out; null: nothing is. */
export interface PartOfPeriod {
  starts: Date
  ends: Date
  by: Date | null
}

/** The share of the first among both, as the views count percentages. */
const percent = (good: Sql, bad: Sql) =>
  sql`100 * count(*) filter (where ${good})
    / nullif(count(*) filter (where ${good}) + count(*) filter (where ${bad}), 0)::double precision`

const window = ({ starts, ends, by }: PartOfPeriod) =>
  sql`(select ${starts}::timestamptz as starts, ${ends}::timestamptz as ends,
    coalesce(${by}::timestamptz, 'infinity') as by) w`

/** Orders given, and those whose deadline lies in a part of a period. */
export function readComparedTasks(db: Db, subject: KpiSubject, part: PartOfPeriod): Promise<ComparedTasks> {
  const missed = sql`(${taskRows.late} or ${taskRows.overdue})`
  return db.one<ComparedTasks>(sql`
    select count(*) filter (where ${taskRows.issued}) as issued,
      count(*) filter (where ${taskRows.done} and k.accepted_at < w.by) as done,
      count(*) filter (where ${taskRows.on_time} and k.accepted_at < w.by) as on_time,
      count(*) filter (where ${taskRows.late} and k.accepted_at < w.by) as late,
      count(*) filter (where ${taskRows.returned}) as returned,
      count(*) filter (where ${taskRows.moved}) as moved,
      ${percent(taskRows.on_time, missed)} as discipline_percent
    from kpi_task k cross join ${window(part)}
    where ((${taskRows.issued}) or ${taskRows.due}) and ${tasksOf(subject)}`)
}

/** Tickets filed in a part of a period. */
export function readComparedTickets(
  db: Db,
  subject: KpiSubject,
  part: PartOfPeriod,
): Promise<ComparedTickets> {
  return db.one<ComparedTickets>(sql`
    select count(*) as filed,
      count(*) filter (where ${ticketRows.resolved} and k.resolved_at < w.by) as resolved,
      count(*) filter (where ${ticketRows.reopened}) as reopened,
      percentile_cont(0.5) within group (order by k.response_seconds)
        filter (where k.responded_at < w.by) as response_median_seconds,
      ${percent(ticketRows.response_within, ticketRows.response_missed)} as response_within_percent,
      percentile_cont(0.5) within group (order by k.resolution_seconds)
        filter (where k.resolved_at < w.by) as resolution_median_seconds,
      ${percent(ticketRows.resolution_within, ticketRows.resolution_missed)} as resolution_within_percent,
      avg(k.rating::double precision) as mean_rating
    from kpi_ticket k cross join ${window(part)}
    where ${ticketRows.filed} and ${ticketsOf(subject)}`)
}
