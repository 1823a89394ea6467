import { formatLocalDate } from '../../platform/format-date.ts'
import type { Tx } from '../../platform/postgres.ts'
import { recordCalendarAudit } from '../calendar-audit.ts'
import type { CalendarRefusal } from '../calendar-refusal.ts'
import { type DaysPlan, datesOfPlan, touchedBy } from '../day-change.ts'
import { lockCalendarEditor } from '../lock-calendar-editor.ts'
import { planChanges } from '../plan-changes.ts'
import { savePlan } from '../save-plan.ts'
import type { DayRange } from '../school-day.ts'
import { findFingerprint } from '../working-days-store.ts'
import { keepImport, lockImport, removeImport } from './day-imports-store.ts'

export type DaysImported =
  | { kind: 'imported'; days: number; range: DayRange }
  /** All of it is in the calendar already. */
  | { kind: 'unchanged' }
  /** The file was decided on already, or another one was sent. */
  | { kind: 'gone' }
  /** The calendar is not the one for which the question was asked: this is what it would come to now. */
  | { kind: 'outdated'; plan: DaysPlan; fileName: string }
  | Exclude<CalendarRefusal, { kind: 'empty_week' }>

/** Takes the days of a file into the calendar, all of them or none. */
export async function importDays(
  tx: Tx,
  { timezone }: { timezone: string },
  { actorId, importId, now }: { actorId: number; importId: string; now: Date },
): Promise<DaysImported> {
  const actor = await lockCalendarEditor(tx, actorId)
  if (actor === undefined) return { kind: 'not_allowed' }
  const waiting = await lockImport(tx, actor.id, importId)
  if (waiting === undefined) return { kind: 'gone' }
  const { fileName, changes } = waiting
  const planned = await planChanges(tx, { timezone, now }, changes, fileName)
  if (planned.kind !== 'planned') return planned
  const { plan } = planned
  const seen = await findFingerprint(tx)
  if (seen !== waiting.seen) {
    await keepImport(tx, { ...waiting, seen })
    return { kind: 'outdated', plan, fileName }
  }
  await removeImport(tx, actor.id)
  const range = datesOfPlan(plan)
  if (range === undefined) return { kind: 'unchanged' }

  await savePlan(tx, timezone, plan)
  const details = {
    file: fileName,
    from: formatLocalDate(range.from),
    to: formatLocalDate(range.to),
    days: touchedBy(plan),
    replaced: plan.replaced.length,
    cleared: plan.clear.length,
  }
  await recordCalendarAudit(tx, { actorId: actor.id, action: 'calendar.imported', details }, now)
  return { kind: 'imported', days: details.days, range }
}
