import {
  addDays,
  compareDates,
  createLocalClock,
  type LocalClock,
  type LocalDate,
  weekdayOf,
} from '../platform/local-date.ts'
import type { SchoolCalendar, WorkingHours } from './school-calendar.ts'

/** One day in instants (milliseconds). On a day off `opens` and `closes` are its beginning. */
export interface DayInTime {
  date: LocalDate
  starts: number
  opens: number
  closes: number
  /** Working milliseconds of the month before this day. */
  before: number
}

/** A month in instants: what is counted once and then asked often. */
export interface MonthInTime {
  /** Months since the year 0, so that the next month has the next number. */
  number: number
  days: readonly DayInTime[]
  /** Beginning of the next month. */
  ends: number
  /** Working milliseconds. */
  total: number
}

export interface WorkingMonths {
  month(number: number): MonthInTime
  monthOf(ms: number): MonthInTime
  hoursOn(date: LocalDate): WorkingHours | null
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/**
 * The days of a calendar in instants. A day opens at the first instant at which its clocks show the time of opening or
 * a later one, and closes likewise: so it is also told when the clocks leap over that time, or show it twice.
 */
export function createWorkingMonths(calendar: SchoolCalendar): WorkingMonths {
  const clock = createLocalClock(calendar.timeZone)
  const special = new Map(calendar.specialDays.map(({ date, hours }) => [keyOf(date), hours]))
  const months = new Map<number, MonthInTime>()

  function hoursOn(date: LocalDate): WorkingHours | null {
    const hours = special.get(keyOf(date))
    return hours === undefined ? (calendar.week[weekdayOf(date) - 1] ?? null) : hours
  }

  function dayFrom(date: LocalDate, starts: number, next: number): Omit<DayInTime, 'before'> {
    const hours = hoursOn(date)
    if (hours === null) return { date, starts, opens: starts, closes: starts }
    const at = (minutes: number) =>
      next - starts === dayMs ? starts + minutes * minuteMs : firstAt(clock, date, minutes)
    return { date, starts, opens: at(hours.opens), closes: at(hours.closes) }
  }

  function makeMonth(number: number): MonthInTime {
    const month = (((number % 12) + 12) % 12) + 1
    const days: DayInTime[] = []
    let date: LocalDate = { year: Math.floor(number / 12), month, day: 1 }
    let starts = firstAt(clock, date, 0)
    let total = 0
    while (date.month === month) {
      const tomorrow = addDays(date, 1)
      const next = beginningAfter(clock, tomorrow, starts)
      const day = dayFrom(date, starts, next)
      days.push({ ...day, before: total })
      total += day.closes - day.opens
      date = tomorrow
      starts = next
    }
    return { number, days, ends: starts, total }
  }

  function month(number: number): MonthInTime {
    const known = months.get(number)
    if (known !== undefined) return known
    const made = makeMonth(number)
    months.set(number, made)
    return made
  }

  return {
    month,
    hoursOn,
    monthOf(ms) {
      const utc = new Date(ms)
      const number = utc.getUTCFullYear() * 12 + utc.getUTCMonth()
      const guess = month(number)
      if (ms >= guess.ends) return month(number + 1)
      return ms < (guess.days[0]?.starts ?? ms) ? month(number - 1) : guess
    },
  }
}

/** The beginning of `date`, the day after one that begins at `starts`: one look at the clocks when they do not change. */
function beginningAfter(clock: LocalClock, date: LocalDate, starts: number): number {
  const usual = starts + dayMs
  const shown = clock.localTimeOf(new Date(usual))
  const isMidnight = shown.hour + shown.minute + shown.second + shown.millisecond === 0
  return isMidnight && compareDates(shown, date) === 0 ? usual : firstAt(clock, date, 0)
}

/** The first instant at which the clocks show so many minutes since the midnight of `date`, or later. */
function firstAt(clock: LocalClock, date: LocalDate, minutes: number): number {
  const wanted = wallOf({ ...date, minute: minutes })
  const shownAt = (ms: number) => wallOf(clock.localTimeOf(new Date(ms)))
  let since = clock.instantOf({ ...date, minute: minutes }).getTime()
  // a time that the clocks leapt over: instantOf() is as far past the leap, and the leap is at most so long before it
  let before = since - (shownAt(since) - wanted)
  while (since - before > 1) {
    const middle = Math.floor((before + since) / 2)
    if (shownAt(middle) >= wanted) since = middle
    else before = middle
  }
  return since
}

function wallOf(
  at: LocalDate & { hour?: number; minute: number; second?: number; millisecond?: number },
): number {
  const { year, month, day, hour = 0, minute, second = 0, millisecond = 0 } = at
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
}

function keyOf({ year, month, day }: LocalDate): number {
  return (year * 100 + month) * 100 + day
}
