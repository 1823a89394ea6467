import sql, { raw, type Sql } from 'sql-template-tag'
import type { TaskFigure, TicketFigure } from './kpi-figure.ts'
import type { KpiSubject } from './kpi-subject.ts'

/** Orders whose deadline lies in the period `w`. */
const isDue = '(k.deadline >= w.starts and k.deadline < w.ends)'
const isFiled = '(k.filed_at >= w.starts and k.filed_at < w.ends)'
// as constants, so that the partial indexes serve
const owed = `k.status in ('issued', 'delivered', 'acknowledged', 'returned')`
const waiting = `k.status in ('new', 'in_progress', 'waiting_for_author')`

/**
 * What each number counts: which rows `k` of kpi_task belong to it in the period `w`. The numbers themselves come from
 * kpi_task_period; tests hold the two against each other.
 */
export const taskRows: Record<TaskFigure, Sql> = {
  issued: raw('k.issued_at >= w.starts and k.issued_at < w.ends'),
  due: raw(isDue),
  done: raw(`${isDue} and k.outcome in ('on_time', 'late')`),
  on_time: raw(`${isDue} and k.outcome = 'on_time'`),
  late: raw(`${isDue} and k.outcome = 'late'`),
  overdue: raw(`${isDue} and k.outcome = 'overdue'`),
  not_due: raw(`${isDue} and k.outcome = 'not_due'`),
  awaiting_acceptance: raw(`${isDue} and k.outcome = 'awaiting_acceptance'`),
  returned: raw(`${isDue} and k.returned > 0`),
  moved: raw(`${isDue} and k.moved > 0`),
  delayed: raw(`${isDue} and k.delay_seconds is not null`),
  overdue_now: raw(`${owed} and k.deadline < kpi_now() and k.outcome = 'overdue'`),
  awaiting_now: raw(`k.status = 'reported'`),
}

/** The same of tickets: rows `k` of kpi_ticket, numbers from kpi_ticket_period. */
export const ticketRows: Record<TicketFigure, Sql> = {
  filed: raw(isFiled),
  resolved: raw(`${isFiled} and k.outcome = 'resolved'`),
  open: raw(`${isFiled} and k.outcome = 'open'`),
  duplicates: raw(`${isFiled} and k.outcome = 'duplicate'`),
  cancelled: raw(`${isFiled} and k.outcome = 'cancelled'`),
  responded: raw(`${isFiled} and k.response_seconds is not null`),
  response_within: raw(`${isFiled} and k.response_within_target`),
  response_missed: raw(`${isFiled} and not k.response_within_target`),
  resolution_within: raw(`${isFiled} and k.resolution_within_target`),
  resolution_missed: raw(`${isFiled} and not k.resolution_within_target`),
  reopened: raw(`${isFiled} and k.reopened > 0`),
  rated: raw(`${isFiled} and k.rating is not null`),
  open_now: raw(waiting),
}

/** Whose orders: rows `k` of kpi_task. */
export function tasksOf(subject: KpiSubject): Sql {
  if (subject.of === 'school') return raw('true')
  return subject.of === 'person' ? sql`k.responsible_id = ${subject.personId}` : raw('false')
}

/** Whose tickets: rows `k` of kpi_ticket. */
export function ticketsOf(subject: KpiSubject): Sql {
  switch (subject.of) {
    case 'school':
      return raw('true')
    case 'person':
      return sql`k.specialist_id = ${subject.personId}`
    case 'category':
      return sql`k.category_id = ${subject.categoryId}`
    case 'place':
      return sql`left(md5(k.place), 8) = ${subject.hash}`
    case 'nobody':
      return raw('k.specialist_id is null')
    default:
      return subject satisfies never
  }
}

/** The row `v` of kpi_ticket_period that is about it, of each period. */
export function sliceOf(subject: KpiSubject): Sql {
  switch (subject.of) {
    case 'school':
      return raw(`v.slice = 'total'`)
    case 'person':
      return sql`v.slice = 'specialist' and v.slice_id = ${subject.personId}`
    case 'nobody':
      return raw(`v.slice = 'specialist' and v.slice_id is null`)
    case 'category':
      return sql`v.slice = 'category' and v.slice_id = ${subject.categoryId}`
    case 'place':
      return sql`v.slice = 'place' and left(md5(v.slice_name), 8) = ${subject.hash}`
    default:
      return subject satisfies never
  }
}
