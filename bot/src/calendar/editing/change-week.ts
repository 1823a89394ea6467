import { createLocalClock } from '../../platform/local-date.ts'
import type { Tx } from '../../platform/postgres.ts'
import { recordCalendarAudit } from '../calendar-audit.ts'
import type { CalendarRefusal } from '../calendar-refusal.ts'
import { loadCalendar, saveWeek } from '../calendar-store.ts'
import { formatHours } from '../format-days.ts'
import { lockCalendarEditor } from '../lock-calendar-editor.ts'
import { opensWithinAYear } from '../open-soon.ts'
import { rebuildCalendar } from '../rebuild-calendar.ts'
import type { SchoolCalendar, WorkingHours } from '../school-calendar.ts'

export interface WeekChange {
  /** From 1, Monday, to 7, Sunday. */
  weekdays: readonly number[]
  /** Null: a day off. */
  hours: WorkingHours | null
}

export type WeekChanged =
  | { kind: 'changed' }
  /** The week is so already. */
  | { kind: 'unchanged' }
  | Extract<CalendarRefusal, { kind: 'not_allowed' | 'empty_week' | 'never_open' }>

/** Sets the usual hours of weekdays. Other weekdays stay as they are at this moment. */
export async function changeWeek(
  tx: Tx,
  { timezone }: { timezone: string },
  command: WeekChange & { actorId: number; now: Date },
): Promise<WeekChanged> {
  const { weekdays, hours, now } = command
  const actor = await lockCalendarEditor(tx, command.actorId)
  if (actor === undefined) return { kind: 'not_allowed' }
  const before = await loadCalendar(tx, timezone)
  const week = before.week.map((old, index) => (weekdays.includes(index + 1) ? hours : old))
  const changes = changesOf(before.week, week)
  if (Object.keys(changes).length === 0) return { kind: 'unchanged' }
  if (week.every((day) => day === null)) return { kind: 'empty_week' }
  const today = createLocalClock(timezone).localTimeOf(now)
  if (!opensWithinAYear({ ...before, week }, today)) return { kind: 'never_open' }

  await saveWeek(tx, week)
  await rebuildCalendar(tx, timezone)
  const entry = { actorId: actor.id, action: 'calendar.week_changed', details: changes }
  await recordCalendarAudit(tx, entry, now)
  return { kind: 'changed' }
}

/** By weekday: «8:00–18:00 → 8:00–17:30». */
function changesOf(before: SchoolCalendar['week'], after: SchoolCalendar['week']): Record<string, string> {
  const text = (hours: WorkingHours | null | undefined) => (hours ? formatHours(hours) : 'off')
  const changed = after.flatMap((hours, index) => {
    const [from, to] = [text(before[index]), text(hours)]
    return from === to ? [] : [[String(index + 1), `${from} → ${to}`] as const]
  })
  return Object.fromEntries(changed)
}
