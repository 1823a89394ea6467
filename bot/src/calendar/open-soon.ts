import { addDays, type LocalDate } from '../platform/local-date.ts'
import type { SchoolCalendar } from './school-calendar.ts'
import { createWorkingTime } from './working-time.ts'

const daysOfPatience = 366

/**
 * Whether the school works on a day of the coming year. No change may take the last of them away: whoever counts
 * working time would wait for ever.
 */
export function opensWithinAYear(calendar: SchoolCalendar, today: LocalDate): boolean {
  const { isWorkingDay } = createWorkingTime(calendar)
  return Array.from({ length: daysOfPatience }, (_, i) => addDays(today, i)).some(isWorkingDay)
}
