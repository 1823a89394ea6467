import { formatLocalDate } from '../../platform/format-date.ts'
import type { Tx } from '../../platform/postgres.ts'
import { recordCalendarAudit } from '../calendar-audit.ts'
import type { CalendarRefusal } from '../calendar-refusal.ts'
import { type DaysPlan, type RangeChange, touchedBy } from '../day-change.ts'
import { formatHours } from '../format-days.ts'
import { lockCalendarEditor } from '../lock-calendar-editor.ts'
import { planChanges } from '../plan-changes.ts'
import { savePlan } from '../save-plan.ts'
import { findFingerprint } from '../working-days-store.ts'

export type DaysChanged =
  | { kind: 'changed'; plan: DaysPlan }
  /** All of these days are so already. */
  | { kind: 'unchanged' }
  /** The calendar is not the one on which it was decided. */
  | { kind: 'outdated' }
  | Exclude<CalendarRefusal, { kind: 'empty_week' }>

export interface DaysCommand extends RangeChange {
  actorId: number
  now: Date
  /** Fingerprint of the calendar on which it was decided; undefined: on whatever calendar. */
  seen?: string | undefined
}

/** Makes a day, or the days of a range, holidays, vacations, working days, or days like any other. */
export async function changeSchoolDays(
  tx: Tx,
  { timezone }: { timezone: string },
  command: DaysCommand,
): Promise<DaysChanged> {
  const { range, to, now, seen } = command
  const actor = await lockCalendarEditor(tx, command.actorId)
  if (actor === undefined) return { kind: 'not_allowed' }
  if (seen !== undefined && seen !== (await findFingerprint(tx))) return { kind: 'outdated' }
  const planned = await planChanges(tx, { timezone, now }, [{ range, to }], null)
  if (planned.kind !== 'planned') return planned
  const { plan } = planned
  if (touchedBy(plan) === 0) return { kind: 'unchanged' }

  await savePlan(tx, timezone, plan)
  const details = {
    from: formatLocalDate(range.from),
    to: formatLocalDate(range.to),
    kind: to.kind,
    ...(to.kind === 'usual' ? {} : { name: to.name }),
    ...(to.kind === 'working' ? { hours: formatHours(to.hours) } : {}),
    days: touchedBy(plan),
    replaced: plan.replaced.length,
  }
  await recordCalendarAudit(tx, { actorId: actor.id, action: 'calendar.days_changed', details }, now)
  return { kind: 'changed', plan }
}
