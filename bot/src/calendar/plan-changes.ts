import { createLocalClock } from '../platform/local-date.ts'
import type { Db } from '../platform/postgres.ts'
import { listSchoolDays, loadCalendar } from './calendar-store.ts'
import { type DaysPlan, planDays, type RangeChange, withPlan } from './day-change.ts'
import { keyOf } from './day-range.ts'
import { opensWithinAYear } from './open-soon.ts'
import type { DayRange } from './school-day.ts'
import { checkedRange, type RangeFault } from './typed-days.ts'

export type PlannedChanges =
  | { kind: 'planned'; plan: DaysPlan }
  /** The school would not work for a whole year. */
  | { kind: 'never_open' }
  | RangeFault

/** What changes of days would come to with the calendar as it is. */
export async function planChanges(
  db: Db,
  { timezone, now }: { timezone: string; now: Date },
  changes: readonly RangeChange[],
  source: string | null,
): Promise<PlannedChanges> {
  for (const { range } of changes) {
    const checked = checkedRange(range)
    if (checked.kind !== 'days') return checked
  }
  const around = hullOf(changes.map(({ range }) => range))
  const before = around ? await listSchoolDays(db, around) : []
  const plan = planDays(before, changes, source)
  const after = withPlan(await loadCalendar(db, timezone), plan)
  const today = createLocalClock(timezone).localTimeOf(now)
  return opensWithinAYear(after, today) ? { kind: 'planned', plan } : { kind: 'never_open' }
}

/** From the first day of all ranges to the last one. */
function hullOf([first, ...rest]: readonly DayRange[]): DayRange | undefined {
  return (
    first &&
    rest.reduce(
      (hull, { from, to }) => ({
        from: keyOf(from) < keyOf(hull.from) ? from : hull.from,
        to: keyOf(to) > keyOf(hull.to) ? to : hull.to,
      }),
      first,
    )
  )
}
