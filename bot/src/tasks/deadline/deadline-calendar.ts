import type { WorkingHours } from '../../calendar/school-calendar.ts'
import type { WorkingTime } from '../../calendar/working-time.ts'
import {
  addDays,
  type LocalClock,
  type LocalDate,
  type LocalTime,
  weekdayOf,
} from '../../platform/local-date.ts'

/** What deadlines must know of the school calendar. */
export interface DeadlineCalendar {
  timeZone: string
  /** When a day without hours ends: a day off. */
  endOfDay: { hour: number; minute: number }
  isWorkingDay(date: LocalDate): boolean
  /** Null: a day off. */
  hoursOn(date: LocalDate): WorkingHours | null
}

const endOfDayOff = { hour: 18, minute: 0 }

export function deadlineCalendar(
  timeZone: string,
  { isWorkingDay, hoursOn }: Pick<WorkingTime, 'isWorkingDay' | 'hoursOn'>,
): DeadlineCalendar {
  return { timeZone, endOfDay: endOfDayOff, isWorkingDay, hoursOn }
}

/** A time on the clocks of the school, to the minute. */
export type LocalMinute = LocalDate & Pick<LocalTime, 'hour' | 'minute'>

const lastMinute = 24 * 60 - 1

/** When people go home that day: what a deadline without a time means. */
export function endOfDayOn(
  date: LocalDate,
  calendar: Pick<DeadlineCalendar, 'endOfDay' | 'hoursOn'>,
): LocalMinute {
  const closes = calendar.hoursOn(date)?.closes
  if (closes === undefined) return { ...dateOf(date), ...calendar.endOfDay }
  const minutes = Math.min(closes, lastMinute)
  return { ...dateOf(date), hour: Math.floor(minutes / 60), minute: minutes % 60 }
}

/** The last working day from `date` to the Sunday of its week. */
export function lastWorkingDayOfWeek(
  date: LocalDate,
  { isWorkingDay }: Pick<DeadlineCalendar, 'isWorkingDay'>,
): LocalDate | undefined {
  for (let day = sundayOf(date); weekdayOf(day) >= weekdayOf(date); day = addDays(day, -1)) {
    if (isWorkingDay(day)) return day
    if (weekdayOf(day) === 1) return undefined
  }
  return undefined
}

/** No school is closed for longer. */
const maxDaysOff = 150

/** The first working day after `date`. */
export function nextWorkingDay(
  date: LocalDate,
  { isWorkingDay }: Pick<DeadlineCalendar, 'isWorkingDay'>,
): LocalDate | undefined {
  for (let ahead = 1; ahead <= maxDaysOff; ahead += 1) {
    const day = addDays(date, ahead)
    if (isWorkingDay(day)) return day
  }
  return undefined
}

export function sundayOf(date: LocalDate): LocalDate {
  return addDays(date, 7 - weekdayOf(date))
}

/** A day without the time on it. */
function dateOf({ year, month, day }: LocalDate): LocalDate {
  return { year, month, day }
}

const maxYears = 3

/** The last day that can be a deadline. */
export function lastDeadlineDay(today: LocalDate): LocalDate {
  // what 29 February is not there for is 1 March
  return addDays({ year: today.year + maxYears, month: today.month, day: 1 }, today.day - 1)
}

export function todayOf(now: Date, clock: LocalClock): LocalDate {
  return dateOf(clock.localTimeOf(now))
}
