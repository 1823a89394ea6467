import type { Tx } from '../platform/postgres.ts'
import { deleteSchoolDays, saveSchoolDays } from './calendar-store.ts'
import type { DaysPlan } from './day-change.ts'
import { runsOf } from './day-runs.ts'
import { rebuildCalendar } from './rebuild-calendar.ts'

/** Writes planned days, and what is derived of them. */
export async function savePlan(tx: Tx, timezone: string, { save, clear }: DaysPlan): Promise<void> {
  await saveSchoolDays(tx, save)
  for (const { from, to } of runsOf(clear)) await deleteSchoolDays(tx, from, to)
  await rebuildCalendar(tx, timezone)
}
