/** Numbers of orders that a card shows; behind each is a list. See docs/kpi.md. */
export const taskFigures = [
  'issued',
  'due',
  'done',
  'on_time',
  'late',
  'overdue',
  'not_due',
  'awaiting_acceptance',
  'returned',
  'moved',
  'delayed',
  'overdue_now',
  'awaiting_now',
] as const
export type TaskFigure = (typeof taskFigures)[number]

/** Numbers of tickets that a card shows. */
export const ticketFigures = [
  'filed',
  'resolved',
  'open',
  'duplicates',
  'cancelled',
  'responded',
  'response_within',
  'response_missed',
  'resolution_within',
  'resolution_missed',
  'reopened',
  'rated',
  'open_now',
] as const
export type TicketFigure = (typeof ticketFigures)[number]

export type KpiFigure = TaskFigure | TicketFigure

export function isTaskFigure(figure: KpiFigure): figure is TaskFigure {
  return taskFigures.some((one) => one === figure)
}

/** How an order stands, as kpi_task says it. */
export type TaskOutcome = 'on_time' | 'late' | 'overdue' | 'awaiting_acceptance' | 'not_due'
/** How a ticket stands, as kpi_ticket says it. */
export type TicketOutcome = 'open' | 'resolved' | 'duplicate' | 'cancelled'
/** By what kpi_ticket_period counts tickets. */
export type TicketSliceKind = 'total' | 'category' | 'place' | 'specialist'
export type TaskImportance = 'normal' | 'high'

/** A row of kpi_task_period, with what stands open now whenever it was due. */
export interface TaskCard {
  issued: number
  due: number
  done: number
  on_time: number
  late: number
  overdue: number
  awaiting_acceptance: number
  not_due: number
  returned: number
  moved: number
  mean_delay_seconds: number | null
  discipline_percent: number | null
  overdue_now: number
  awaiting_now: number
}

/** A row of kpi_ticket_period, with what is open now whenever it was filed. */
export interface TicketCard {
  filed: number
  open: number
  resolved: number
  duplicates: number
  cancelled: number
  reopened: number
  response_median_seconds: number | null
  response_p90_seconds: number | null
  response_within: number
  response_missed: number
  response_within_percent: number | null
  resolution_median_seconds: number | null
  resolution_p90_seconds: number | null
  resolution_within: number
  resolution_missed: number
  resolution_within_percent: number | null
  mean_rating: number | null
  rated: number
  open_now: number
  oldest_open_at: Date | null
}

/** Of orders, what is compared with the time before. */
export type ComparedTasks = Pick<
  TaskCard,
  'issued' | 'done' | 'on_time' | 'late' | 'returned' | 'moved' | 'discipline_percent'
>
/** Of tickets. */
export type ComparedTickets = Pick<
  TicketCard,
  | 'filed'
  | 'resolved'
  | 'reopened'
  | 'response_median_seconds'
  | 'response_within_percent'
  | 'resolution_median_seconds'
  | 'resolution_within_percent'
  | 'mean_rating'
>
