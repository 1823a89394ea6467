import type { WorkingHours } from '../src/calendar/school-calendar.ts'
import {
  addDays,
  compareDates,
  createLocalClock,
  type LocalDate,
  weekdayOf,
} from '../src/platform/local-date.ts'

/** What an independent count needs to know: figures as of `now`. */
export interface SlowCalendar {
  now: Date
  /** Working time between two instants in seconds, added up day by day. */
  workingSeconds(from: Date, to: Date): number
  /** Every period from the first instant until now, as in kpi_period. */
  periodsSince(first: Date): SlowPeriod[]
}

export interface SlowPeriod {
  kind: 'week' | 'month' | 'school_year'
  starts: Date
  ends: Date
  /** 2026-11-21 */
  first_day: string
}

/** `hoursOn` says when the school works on a day: the working time of the bot knows it. */
export function createSlowCalendar(
  now: Date,
  timeZone: string,
  hoursOn: (date: LocalDate) => WorkingHours | null,
): SlowCalendar {
  const clock = createLocalClock(timeZone)
  const known = new Map<string, [number, number]>()
  const dayOf = (at: Date): LocalDate => {
    const { year, month, day } = clock.localTimeOf(at)
    return { year, month, day }
  }

  function workOf(date: LocalDate): [number, number] {
    const before = known.get(textOf(date))
    if (before) return before
    const hours = hoursOn(date)
    const at = (minutes: number) => {
      return clock.instantOf({ ...date, hour: Math.floor(minutes / 60), minute: minutes % 60 }).getTime()
    }
    const work: [number, number] = hours ? [at(hours.opens), at(hours.closes)] : [0, 0]
    known.set(textOf(date), work)
    return work
  }

  return {
    now,
    workingSeconds(from, to) {
      let ms = 0
      const last = dayOf(to)
      for (let date = dayOf(from); compareDates(date, last) <= 0; date = addDays(date, 1)) {
        const [opens, closes] = workOf(date)
        ms += Math.max(0, Math.min(closes, to.getTime()) - Math.max(opens, from.getTime()))
      }
      return ms / 1000
    },
    periodsSince(first) {
      const found = new Map<string, SlowPeriod>()
      const today = dayOf(now)
      for (let date = dayOf(first); compareDates(date, today) <= 0; date = addDays(date, 1)) {
        for (const [kind, from, to] of periodsOf(date)) {
          const [starts, ends] = [clock.instantOf(from), clock.instantOf(to)]
          found.set(`${kind} ${textOf(from)}`, { kind, starts, ends, first_day: textOf(from) })
        }
      }
      return [...found.values()]
    },
  }
}

/** The periods that a day is in, with their first day and the first day after them. */
function periodsOf(date: LocalDate): [SlowPeriod['kind'], LocalDate, LocalDate][] {
  const { year, month } = date
  const monday = addDays(date, 1 - weekdayOf(date))
  const schoolYear = month >= 9 ? year : year - 1
  const nextMonth = month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }
  return [
    ['week', monday, addDays(monday, 7)],
    ['month', { year, month, day: 1 }, nextMonth],
    ['school_year', { year: schoolYear, month: 9, day: 1 }, { year: schoolYear + 1, month: 9, day: 1 }],
  ]
}

function textOf({ year, month, day }: LocalDate): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
