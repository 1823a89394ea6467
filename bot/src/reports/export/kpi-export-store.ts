import sql, { raw, type Sql } from 'sql-template-tag'
import type { Db } from '../../platform/postgres.ts'
import type { Urgency } from '../../tickets/ticket.ts'
import { sliceOf, tasksOf, ticketsOf } from '../figure-rows-store.ts'
import type {
  TaskCard,
  TaskImportance,
  TaskOutcome,
  TicketCard,
  TicketOutcome,
  TicketSliceKind,
} from '../kpi-figure.ts'
import type { KpiPeriod, PeriodKind } from '../kpi-period.ts'
import { kindNames } from '../kpi-periods-store.ts'
import type { KpiSubject } from '../kpi-subject.ts'

interface SummaryPeriod {
  kind: PeriodKind
  /** Noon in UTC. */
  firstDay: Date
  lastDay: Date
}

export type TaskSummaryRow = SummaryPeriod &
  Omit<TaskCard, 'overdue_now' | 'awaiting_now'> & { personName: string | null }

export type TicketSummaryRow = SummaryPeriod &
  Omit<TicketCard, 'open_now' | 'oldest_open_at'> & {
    slice: TicketSliceKind
    name: string | null
    nameEn: string | null
  }

/** The parts of a period that a summary has lines for beside the whole. */
const parts: Record<PeriodKind, string> = { week: 'week', month: 'week', year: 'month' }

/** The period, and the shorter ones that lie in it. */
function periodsIn({ kind, starts, ends }: KpiPeriod): Sql {
  return sql`(v.kind = ${kindNames[kind]} and v.starts = ${starts}
    or v.kind = ${parts[kind]} and v.starts >= ${starts} and v.ends <= ${ends})`
}

const period = raw(`case v.kind when 'school_year' then 'year' else v.kind end as kind,
  (v.first_day + time '12:00') at time zone 'UTC' as "firstDay",
  (v.last_day + time '12:00') at time zone 'UTC' as "lastDay"`)
const longestFirst = raw(`array_position(array['school_year', 'month', 'week'], v.kind), v.starts`)

/** The figures of orders: of the school and of everybody, or of one person. */
export function listTaskSummary(db: Db, subject: KpiSubject, of: KpiPeriod): Promise<TaskSummaryRow[]> {
  const who = subject.of === 'person' ? sql`v.person_id = ${subject.personId}` : raw('true')
  return db.many<TaskSummaryRow>(sql`
    select ${period}, v.person_name as "personName", v.issued, v.due, v.done, v.on_time, v.late, v.overdue,
      v.awaiting_acceptance, v.not_due, v.returned, v.moved, v.mean_delay_seconds, v.discipline_percent
    from kpi_task_period v where ${periodsIn(of)} and ${who}
    order by ${longestFirst}, v.person_id is not null, v.person_name, v.person_id`)
}

/** The figures of tickets: of the school in all slices, or of one of them. */
export function listTicketSummary(db: Db, subject: KpiSubject, of: KpiPeriod): Promise<TicketSummaryRow[]> {
  const slices = subject.of === 'school' ? raw('true') : sliceOf(subject)
  return db.many<TicketSummaryRow>(sql`
    select ${period}, v.slice, v.slice_name as name,
      coalesce((select c.name_en from category c where v.slice = 'category' and c.id = v.slice_id), v.slice_name)
        as "nameEn",
      v.filed, v.open, v.resolved, v.duplicates, v.cancelled, v.reopened,
      v.response_median_seconds, v.response_p90_seconds, v.response_within, v.response_missed,
      v.response_within_percent, v.resolution_median_seconds, v.resolution_p90_seconds, v.resolution_within,
      v.resolution_missed, v.resolution_within_percent, v.mean_rating, v.rated
    from kpi_ticket_period v where ${periodsIn(of)} and ${slices}
    order by ${longestFirst}, array_position(array['total', 'specialist', 'category', 'place'], v.slice),
      v.filed desc, v.slice_name, v.slice_id`)
}

export interface ExportedKpiTask {
  id: number
  creatorName: string
  responsibleName: string | null
  importance: TaskImportance
  issuedAt: Date
  acknowledgedAt: Date | null
  deadline: Date
  firstDeadline: Date
  lastReportedAt: Date | null
  acceptedAt: Date | null
  outcome: TaskOutcome
  delaySeconds: number | null
  moved: number
  returned: number
}

export interface ExportedKpiTicket {
  id: number
  filedAt: Date
  categoryRu: string
  categoryEn: string
  place: string
  urgency: Urgency
  authorName: string
  specialistName: string | null
  outcome: TicketOutcome
  respondedAt: Date | null
  responseSeconds: number | null
  responseTargetSeconds: number | null
  responseWithin: boolean | null
  resolvedAt: Date | null
  resolutionSeconds: number | null
  resolutionTargetSeconds: number | null
  resolutionWithin: boolean | null
  reopened: number
  rating: number | null
}

export interface RowsAfter {
  /** The last one of the page before; 0: from the first. */
  after: number
  limit: number
}

/** Orders given in a period, or due in it. */
export function listExportedKpiTasks(
  db: Db,
  subject: KpiSubject,
  { starts, ends }: KpiPeriod,
  { after, limit }: RowsAfter,
): Promise<ExportedKpiTask[]> {
  return db.many<ExportedKpiTask>(sql`
    select k.task_id as id, k.creator_name as "creatorName", k.responsible_name as "responsibleName", k.importance,
      k.issued_at as "issuedAt", k.acknowledged_at as "acknowledgedAt", k.deadline,
      k.first_deadline as "firstDeadline", k.last_reported_at as "lastReportedAt", k.accepted_at as "acceptedAt",
      k.outcome, k.delay_seconds as "delaySeconds", k.moved, k.returned
    from kpi_task k
    where (k.deadline >= ${starts} and k.deadline < ${ends} or k.issued_at >= ${starts} and k.issued_at < ${ends})
      and ${tasksOf(subject)} and k.task_id > ${after}
    order by k.task_id limit ${limit}`)
}

/** Tickets filed in a period. */
export function listExportedKpiTickets(
  db: Db,
  subject: KpiSubject,
  { starts, ends }: KpiPeriod,
  { after, limit }: RowsAfter,
): Promise<ExportedKpiTicket[]> {
  return db.many<ExportedKpiTicket>(sql`
    select k.ticket_id as id, k.filed_at as "filedAt", k.category_ru as "categoryRu", k.category_en as "categoryEn",
      k.place, k.urgency, k.author_name as "authorName", k.specialist_name as "specialistName", k.outcome,
      k.responded_at as "respondedAt", k.response_seconds as "responseSeconds",
      k.response_target_seconds as "responseTargetSeconds", k.response_within_target as "responseWithin",
      k.resolved_at as "resolvedAt", k.resolution_seconds as "resolutionSeconds",
      k.resolution_target_seconds as "resolutionTargetSeconds", k.resolution_within_target as "resolutionWithin",
      k.reopened, k.rating
    from kpi_ticket k
    where k.filed_at >= ${starts} and k.filed_at < ${ends} and ${ticketsOf(subject)} and k.ticket_id > ${after}
    order by k.ticket_id limit ${limit}`)
}
