import { addDays, compareDates, type LocalDate, localDate } from '../platform/local-date.ts'
import { isInCalendar } from './calendar-years.ts'
import { lengthOf, maxRangeDays } from './day-range.ts'
import type { DayRange } from './school-day.ts'

/** A range that the calendar does not take. */
export type RangeFault = { kind: 'wrong_order' } | { kind: 'too_long' } | { kind: 'out_of_calendar' }

export type DaysFault = RangeFault | { kind: 'unreadable' } | { kind: 'no_such_day' } | { kind: 'no_year' }

export type TypedDays = { kind: 'days'; range: DayRange } | DaysFault

const date = '(?:(\\d{4})-(\\d{1,2})-(\\d{1,2})|(\\d{1,2})\\.(\\d{1,2})(?:\\.(\\d{4}|\\d{2}))?)'
const pattern = new RegExp(
  `^(?:(?:с|from)\\s+)?${date}(?:\\s*(?:[-–—/]|\\.{2,3}|…|по|до|to|till)\\s*${date})?$`,
  'u',
)

/** A day of a month; the year is often left out. */
interface Said {
  year: number | undefined
  month: number
  day: number
}

/**
 * Reads a day or a range: «24.12», «1.07-31.08», «2026-12-24», «с 28.12.2026 по 10.01.2027». `today` gives the years
 * that are not said: the next days of that name, also those that have begun. Without it they have to be said.
 */
export function typedDays(text: string, today?: LocalDate): TypedDays {
  const parts = pattern.exec(text.trim().toLowerCase())
  if (parts === null) return { kind: 'unreadable' }
  const first = saidIn(parts.slice(1, 7))
  if (first === undefined) return { kind: 'unreadable' }
  const last = saidIn(parts.slice(7, 13)) ?? first
  if (!isSomeDay(first) || !isSomeDay(last)) return { kind: 'no_such_day' }
  const found = withYears(first, last, today)
  if (found === undefined) return { kind: 'no_year' }
  const from = localDate(found.from, first.month, first.day)
  const to = localDate(found.to, last.month, last.day)
  if (from === undefined || to === undefined) return { kind: 'no_such_day' }
  return checkedRange({ from, to })
}

export function checkedRange(range: DayRange): { kind: 'days'; range: DayRange } | RangeFault {
  if (compareDates(range.from, range.to) > 0) return { kind: 'wrong_order' }
  if (!isInCalendar(range.from) || !isInCalendar(range.to)) return { kind: 'out_of_calendar' }
  return lengthOf(range) > maxRangeDays ? { kind: 'too_long' } : { kind: 'days', range }
}

function saidIn(groups: readonly (string | undefined)[]): Said | undefined {
  const [isoYear, isoMonth, isoDay, day, month, year] = groups
  if (isoYear !== undefined) return { year: Number(isoYear), month: Number(isoMonth), day: Number(isoDay) }
  if (day === undefined) return undefined
  const whole = year?.length === 2 ? 2000 + Number(year) : year && Number(year)
  return { year: whole || undefined, month: Number(month), day: Number(day) }
}

/** In a leap year. */
function isSomeDay({ month, day }: Said): boolean {
  return localDate(2024, month, day) !== undefined
}

/** A range goes over the end of the year when it has to. */
function withYears(
  first: Said,
  last: Said,
  today: LocalDate | undefined,
): { from: number; to: number } | undefined {
  const crosses = compareDates({ ...first, year: 2024 }, { ...last, year: 2024 }) > 0 ? 1 : 0
  if (first.year !== undefined) return { from: first.year, to: last.year ?? first.year + crosses }
  if (last.year !== undefined) return { from: last.year - crosses, to: last.year }
  if (today === undefined) return undefined
  // 29 February waits for its year
  const years = [-1, 0, 1, 2, 3, 4].map((ahead) => today.year + ahead)
  const from = years.find((year) => {
    const end = localDate(year + crosses, last.month, last.day)
    const beginning = localDate(year, first.month, first.day)
    return beginning !== undefined && end !== undefined && compareDates(end, addDays(today, -1)) > 0
  })
  return from === undefined ? undefined : { from, to: from + crosses }
}
