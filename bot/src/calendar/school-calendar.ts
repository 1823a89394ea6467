import type { LocalDate } from '../platform/local-date.ts'

/** When the school works on one day, in minutes since its midnight; `closes` is after `opens`. */
export interface WorkingHours {
  opens: number
  closes: number
}

/** A day that differs from its weekday: off (`hours` null), or with other hours. */
export interface SpecialDay {
  date: LocalDate
  hours: WorkingHours | null
}

/** When the school works. A value: whoever counts time gets one and asks `working-time.ts`. */
export interface SchoolCalendar {
  timeZone: string
  /** From Monday to Sunday; null: a day off. */
  week: readonly (WorkingHours | null)[]
  /** Holidays, vacations, working Saturdays. Each date once. */
  specialDays: readonly SpecialDay[]
}
