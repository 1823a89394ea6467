import type { Database } from '../platform/postgres.ts'
import { fingerprintOf } from './calendar-fingerprint.ts'
import { type CalendarState, loadCalendarState, lockCalendar, replaceWeek } from './calendar-store.ts'
import { rebuildCalendar } from './rebuild-calendar.ts'
import type { SchoolCalendar } from './school-calendar.ts'

export interface SchoolConfig {
  timezone: string
  week: SchoolCalendar['week']
}

/**
 * Makes the calendar fit the configuration: its time zone, and its week as long as no admin has changed the week in
 * the bot. When there is nothing to do, which is nearly always, it costs one query.
 */
export async function ensureCalendar(db: Database, { timezone, week }: SchoolConfig): Promise<void> {
  if (fits(await loadCalendarState(db, timezone), week)) return
  await db.transaction(async (tx) => {
    await lockCalendar(tx)
    const { weekEdited } = await loadCalendarState(tx, timezone)
    if (!weekEdited) await replaceWeek(tx, week)
    await rebuildCalendar(tx, timezone)
  })
}

function fits({ calendar, weekEdited, builtFrom }: CalendarState, week: SchoolCalendar['week']): boolean {
  const wanted = weekEdited ? calendar : { ...calendar, week }
  return [calendar, wanted].every((one) => fingerprintOf(one) === builtFrom)
}
