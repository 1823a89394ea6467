import { addDays, compareDates, type LocalDate, weekdayOf } from '../../platform/local-date.ts'

export type LocalMonth = Pick<LocalDate, 'year' | 'month'>

/** A month as a calendar shows it. */
export interface MonthDays {
  /** The months to turn to, as far as they have days in the range. */
  before: LocalMonth | undefined
  after: LocalMonth | undefined
  /** From Monday to Sunday; undefined where the week has no day of this month in the range. Empty weeks are left out. */
  weeks: (LocalDate | undefined)[][]
}

/** `from` and `to`: the days that may be chosen, both included. */
export function monthDays(
  { year, month }: LocalMonth,
  { from, to }: { from: LocalDate; to: LocalDate },
): MonthDays {
  const first = { year, month, day: 1 }
  const isInRange = (date: LocalDate) => compareDates(date, from) >= 0 && compareDates(date, to) <= 0
  const weeks: (LocalDate | undefined)[][] = []
  let monday = addDays(first, 1 - weekdayOf(first))
  do {
    const week = Array.from({ length: 7 }, (_, i) => addDays(monday, i))
    weeks.push(week.map((date) => (date.month === month && isInRange(date) ? date : undefined)))
    monday = addDays(monday, 7)
  } while (monday.month === month)
  const before = addDays(first, -1)
  const after = month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }
  return {
    before: compareDates(before, from) >= 0 ? before : undefined,
    after: compareDates(after, to) <= 0 ? after : undefined,
    weeks: weeks.filter((week) => week.some((date) => date)),
  }
}
