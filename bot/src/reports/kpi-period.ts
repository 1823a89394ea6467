export const periodKinds = ['week', 'month', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** A week, month or school year of `kpi_period`, with its neighbours. */
export interface KpiPeriod {
  kind: PeriodKind
  /** Its first day, as in 20261116: how buttons name it. */
  day: number
  /** Noon of its first and last day, in UTC. */
  firstDay: Date
  lastDay: Date
  starts: Date
  /** Not included. */
  ends: Date
  isCurrent: boolean
  previous: number | null
  next: number | null
  /** The part of the period before that it is compared with; null: nothing is known of that time. */
  compared: { starts: Date; ends: Date } | null
}
