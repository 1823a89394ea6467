import { addDays, createLocalClock, weekdayOf } from '../../platform/local-date.ts'

/**
 * The same time of day on the n-th working day after the day of `from`. Working days are Monday to Friday, as the
 * clocks of the school tell the day.
 */
export function addWorkingDays(from: Date, days: number, timeZone: string): Date {
  const clock = createLocalClock(timeZone)
  const start = clock.localTimeOf(from)
  let date = { year: start.year, month: start.month, day: start.day }
  for (let left = days; left > 0; ) {
    date = addDays(date, 1)
    if (weekdayOf(date) <= 5) left -= 1
  }
  return days > 0 ? clock.instantOf({ ...start, ...date }) : from
}
