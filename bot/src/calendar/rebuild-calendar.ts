import type { Tx } from '../platform/postgres.ts'
import { fingerprintOf } from './calendar-fingerprint.ts'
import { loadCalendarState, lockCalendar } from './calendar-store.ts'
import { firstYear, lastYear } from './calendar-years.ts'
import type { SchoolCalendar } from './school-calendar.ts'
import { replaceWorkingDays, type WorkingDayRow } from './working-days-store.ts'
import { createWorkingMonths } from './working-months.ts'

/**
 * Brings what SQL counts with up to the calendar, when it is not: after every change of the calendar, in the same
 * transaction. Returns whether there was anything to do.
 */
export async function rebuildCalendar(tx: Tx, timeZone: string): Promise<boolean> {
  await lockCalendar(tx)
  const { calendar, builtFrom } = await loadCalendarState(tx, timeZone)
  const fingerprint = fingerprintOf(calendar)
  if (fingerprint === builtFrom) return false
  await replaceWorkingDays(tx, workingDaysOf(calendar), fingerprint)
  return true
}

function workingDaysOf(calendar: SchoolCalendar): WorkingDayRow[] {
  const { month } = createWorkingMonths(calendar)
  const rows: WorkingDayRow[] = []
  let before = 0
  for (let number = firstYear * 12; number < (lastYear + 1) * 12; number += 1) {
    const { days, total } = month(number)
    for (const { date, starts, opens, closes, ...day } of days) {
      rows.push({
        day: `${date.year}-${date.month}-${date.day}`,
        startsAt: starts / 1000,
        opens: opens / 1000,
        closes: closes / 1000,
        secondsBefore: (before + day.before) / 1000,
      })
    }
    before += total
  }
  return rows
}
