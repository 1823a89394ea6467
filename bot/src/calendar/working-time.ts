import { addDays, createLocalClock, type LocalDate } from '../platform/local-date.ts'
import type { SchoolCalendar, WorkingHours } from './school-calendar.ts'
import { createWorkingMonths, type DayInTime, type MonthInTime } from './working-months.ts'

/** Counts the working time of a calendar. Making one is cheap, and asking it again about the same months cheaper. */
export interface WorkingTime {
  /** Working milliseconds; 0 when `to` is not after `from`. */
  between(from: Date, to: Date): number
  /** The earliest instant by which so much working time has passed. Throws RangeError when that never comes. */
  add(from: Date, ms: number): Date
  isWorking(at: Date): boolean
  /** The first opening after this instant. Throws RangeError when there is none. */
  nextOpening(after: Date): Date
  /** Openings after `from`, up to and including `to`. */
  openingsBetween(from: Date, to: Date): Date[]
  isWorkingDay(date: LocalDate): boolean
  hoursOn(date: LocalDate): WorkingHours | null
  /** The same time of day on the n-th working day after the day of `from`. Throws RangeError when there is none. */
  addWorkingDays(from: Date, days: number): Date
}

/** A calendar without working time for so long has none: whoever waits for it is told. */
const patienceInMonths = 120

export function createWorkingTime(calendar: SchoolCalendar): WorkingTime {
  const { month, monthOf, hoursOn } = createWorkingMonths(calendar)
  const clock = createLocalClock(calendar.timeZone)
  const isWorkingDay = (date: LocalDate) => hoursOn(date) !== null

  return {
    isWorkingDay,
    hoursOn,
    between(from, to) {
      if (to <= from) return 0
      const first = monthOf(from.getTime())
      const last = monthOf(to.getTime())
      let whole = 0
      for (let number = first.number; number < last.number; number += 1) whole += month(number).total
      return whole + workedIn(last, to.getTime()) - workedIn(first, from.getTime())
    },
    add(from, ms) {
      if (!Number.isFinite(ms)) throw new RangeError('working time to add must be a finite number')
      if (ms <= 0) return from
      const first = monthOf(from.getTime())
      let left = Math.ceil(ms) + workedIn(first, from.getTime())
      for (let number = first.number, empty = 0; ; number += 1) {
        const { days, total } = month(number)
        const day = left <= total ? days.findLast(({ before }) => before < left) : undefined
        if (day !== undefined) return new Date(day.opens + left - day.before)
        left -= total
        empty = total > 0 ? 0 : empty + 1
        if (empty > patienceInMonths) throw noWorkingTime(from)
      }
    },
    isWorking(at) {
      const { opens, closes } = dayOf(monthOf(at.getTime()), at.getTime())
      return opens <= at.getTime() && at.getTime() < closes
    },
    nextOpening(after) {
      const first = monthOf(after.getTime()).number
      for (let number = first; number <= first + patienceInMonths; number += 1) {
        const day = month(number).days.find((day) => isOpeningIn(day, after.getTime(), Infinity))
        if (day !== undefined) return new Date(day.opens)
      }
      throw noWorkingTime(after)
    },
    openingsBetween(from, to) {
      if (to <= from) return []
      const found: DayInTime[] = []
      const last = monthOf(to.getTime()).number
      for (let number = monthOf(from.getTime()).number; number <= last; number += 1) {
        found.push(...month(number).days.filter((day) => isOpeningIn(day, from.getTime(), to.getTime())))
      }
      return found.map(({ opens }) => new Date(opens))
    },
    addWorkingDays(from, days) {
      if (days <= 0) return from
      const start = clock.localTimeOf(from)
      let date: LocalDate = { year: start.year, month: start.month, day: start.day }
      for (let left = days, off = 0; left > 0; ) {
        date = addDays(date, 1)
        off = isWorkingDay(date) ? 0 : off + 1
        if (off > patienceInMonths * 31) throw noWorkingTime(from)
        if (off === 0) left -= 1
      }
      return clock.instantOf({ ...start, ...date })
    },
  }
}

function dayOf({ days }: MonthInTime, ms: number): DayInTime {
  const day = days.findLast(({ starts }) => starts <= ms)
  if (day === undefined) throw new RangeError('the month does not have this instant')
  return day
}

/** Working milliseconds of the month before this instant, which is in it. */
function workedIn(month: MonthInTime, ms: number): number {
  const { opens, closes, before } = dayOf(month, ms)
  return before + Math.min(Math.max(ms, opens), closes) - opens
}

function isOpeningIn({ opens, closes }: DayInTime, after: number, until: number): boolean {
  return closes > opens && opens > after && opens <= until
}

function noWorkingTime(after: Date): RangeError {
  const day = after.toISOString().slice(0, 10)
  return new RangeError(`the school calendar has no working time in the ten years after ${day}`)
}
