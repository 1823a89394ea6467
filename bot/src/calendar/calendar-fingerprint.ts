import { createHash } from 'node:crypto'
import type { SchoolCalendar } from './school-calendar.ts'

/** To be counted up when the same calendar comes to mean other days or other instants. */
const edition = 1

/** Two calendars with the same fingerprint work at the same instants. What is known of time zones counts too. */
export function fingerprintOf({ timeZone, week, specialDays }: SchoolCalendar): string {
  const special = specialDays.map(({ date, hours }) => [date.year, date.month, date.day, timesOf(hours)])
  const all = [edition, process.versions['tz'], timeZone, week.map(timesOf), special]
  return createHash('sha256').update(JSON.stringify(all)).digest('hex')
}

function timesOf(hours: SchoolCalendar['week'][number]): number[] | null {
  return hours && [hours.opens, hours.closes]
}
