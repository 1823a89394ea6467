import { addDays, compareDates, type LocalDate, localDate } from '../platform/local-date.ts'
import type { DayRange } from './school-day.ts'

/** Longer than any vacation. */
export const maxRangeDays = 150

const dayMs = 24 * 3600 * 1000

export function oneDay(date: LocalDate): DayRange {
  return { from: date, to: date }
}

/** How many days a range has. */
export function lengthOf({ from, to }: DayRange): number {
  return Math.round((utcOf(to) - utcOf(from)) / dayMs) + 1
}

export function datesOf(range: DayRange): LocalDate[] {
  return Array.from({ length: lengthOf(range) }, (_, i) => addDays(range.from, i))
}

export function isNextDay(date: LocalDate, after: LocalDate): boolean {
  return compareDates(date, addDays(after, 1)) === 0
}

/** A day as a key: 20261121. */
export function keyOf({ year, month, day }: LocalDate): number {
  return (year * 100 + month) * 100 + day
}

/** The day of a key; undefined when there is none. */
export function dateOfKey(key: number): LocalDate | undefined {
  return localDate(Math.floor(key / 10_000), Math.floor(key / 100) % 100, key % 100)
}

/** From the first of September to the last of August. */
export function schoolYearOf({ year, month }: Pick<LocalDate, 'year' | 'month'>): DayRange {
  const first = month >= 9 ? year : year - 1
  return { from: { year: first, month: 9, day: 1 }, to: { year: first + 1, month: 8, day: 31 } }
}

function utcOf({ year, month, day }: LocalDate): number {
  return Date.UTC(year, month - 1, day)
}
