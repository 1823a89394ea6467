import sql, { raw, type Sql } from 'sql-template-tag'
import type { Db } from '../platform/postgres.ts'
import { taskRows, tasksOf, ticketRows, ticketsOf } from './figure-rows-store.ts'
import type { TaskFigure, TaskOutcome, TicketFigure } from './kpi-figure.ts'
import type { KpiPeriod } from './kpi-period.ts'
import type { KpiSubject } from './kpi-subject.ts'

/** An order in the list behind a number. */
export interface KpiTaskRow {
  id: number
  /** The beginning of its text. */
  text: string
  responsibleName: string | null
  deadline: Date
  outcome: TaskOutcome
  delaySeconds: number | null
  moved: number
  returned: number
  /** How many there are in the whole list. */
  total: number
}

export interface KpiTicketRow {
  id: number
  responseSeconds: number | null
  resolutionSeconds: number | null
  specialistName: string | null
  reopened: number
  rating: number | null
  total: number
}

export interface Page {
  limit: number
  offset: number
}

const window = ({ starts, ends }: Pick<KpiPeriod, 'starts' | 'ends'>) =>
  sql`(select ${starts}::timestamptz as starts, ${ends}::timestamptz as ends) w`

const oldestFirst = raw('k.deadline, k.task_id')
const newestFirst = raw('k.deadline desc, k.task_id desc')
const taskOrder: Record<TaskFigure, Sql> = {
  issued: raw('k.issued_at desc, k.task_id desc'),
  due: newestFirst,
  done: newestFirst,
  on_time: newestFirst,
  late: raw('k.delay_seconds desc, k.task_id'),
  delayed: raw('k.delay_seconds desc, k.task_id'),
  overdue: oldestFirst,
  overdue_now: oldestFirst,
  not_due: oldestFirst,
  awaiting_acceptance: oldestFirst,
  awaiting_now: oldestFirst,
  returned: newestFirst,
  moved: newestFirst,
}

const lastFiled = raw('k.filed_at desc, k.ticket_id desc')
const firstFiled = raw('k.filed_at, k.ticket_id')
const slowestAnswer = raw('k.response_seconds desc nulls first, k.ticket_id')
const slowestResolution = raw('k.resolution_seconds desc nulls first, k.ticket_id')
const ticketOrder: Record<TicketFigure, Sql> = {
  filed: lastFiled,
  resolved: slowestResolution,
  open: firstFiled,
  open_now: firstFiled,
  duplicates: lastFiled,
  cancelled: lastFiled,
  responded: slowestAnswer,
  response_within: slowestAnswer,
  response_missed: slowestAnswer,
  resolution_within: slowestResolution,
  resolution_missed: slowestResolution,
  reopened: raw('k.reopened desc, k.ticket_id'),
  rated: raw('k.rating, k.ticket_id'),
}

/** A page of the orders that a number counts. */
export function listKpiTasks(
  db: Db,
  { subject, period, figure }: { subject: KpiSubject; period: KpiPeriod; figure: TaskFigure },
  { limit, offset }: Page,
): Promise<KpiTaskRow[]> {
  return db.many<KpiTaskRow>(sql`
    select k.task_id as id, left(t.text, 200) as text, k.responsible_name as "responsibleName", k.deadline, k.outcome,
      k.delay_seconds as "delaySeconds", k.moved, k.returned, count(*) over () as total
    from kpi_task k join task t on t.id = k.task_id cross join ${window(period)}
    where ${taskRows[figure]} and ${tasksOf(subject)}
    order by ${taskOrder[figure]} limit ${limit} offset ${offset}`)
}

/** A page of the tickets that a number counts. */
export function listKpiTickets(
  db: Db,
  { subject, period, figure }: { subject: KpiSubject; period: KpiPeriod; figure: TicketFigure },
  { limit, offset }: Page,
): Promise<KpiTicketRow[]> {
  return db.many<KpiTicketRow>(sql`
    select k.ticket_id as id, k.response_seconds as "responseSeconds", k.resolution_seconds as "resolutionSeconds",
      k.specialist_name as "specialistName", k.reopened, k.rating, count(*) over () as total
    from kpi_ticket k cross join ${window(period)}
    where ${ticketRows[figure]} and ${ticketsOf(subject)}
    order by ${ticketOrder[figure]} limit ${limit} offset ${offset}`)
}
