import type { LocalDate } from '../platform/local-date.ts'
import { datesOf, keyOf, lengthOf } from './day-range.ts'
import { isSameDay } from './day-runs.ts'
import type { SchoolCalendar, WorkingHours } from './school-calendar.ts'
import type { DayRange, SchoolDay } from './school-day.ts'

/** What days are to be; `usual`: as their weekday has it. */
export type DayKindChange =
  | { kind: 'holiday' | 'vacation'; name: string }
  | { kind: 'working'; name: string; hours: WorkingHours }
  | { kind: 'usual' }

export interface RangeChange {
  range: DayRange
  to: DayKindChange
}

/** What a change comes to, once it is known which days are there. */
export interface DaysPlan {
  /** Days to be written, new ones and others than before. */
  save: SchoolDay[]
  /** Days to be taken away, as they are. */
  clear: SchoolDay[]
  /** What is there, otherwise, of the days to be written. */
  replaced: SchoolDay[]
  /** Days that are so already. */
  unchanged: number
  /** Holidays within vacations: they stay what they are. */
  keptHolidays: number
}

/** How many days will be other than they are. */
export function touchedBy({ save, clear }: DaysPlan): number {
  return save.length + clear.length
}

/** From the first day that will be other than it is to the last; undefined when there is none. */
export function datesOfPlan({ save, clear }: DaysPlan): DayRange | undefined {
  const dates = [...save, ...clear].map(({ date }) => date).toSorted((a, b) => keyOf(a) - keyOf(b))
  const [from, to] = [dates.at(0), dates.at(-1)]
  return from && to && { from, to }
}

/** `before`: all days that are there in the ranges. Of two changes of one day the holiday counts, else the later one. */
export function planDays(
  before: readonly SchoolDay[],
  changes: readonly RangeChange[],
  source: string | null,
): DaysPlan {
  const known = new Map(before.map((day) => [keyOf(day.date), day]))
  const wanted = new Map<number, { date: LocalDate; change: RangeChange }>()
  for (const change of changes) {
    for (const date of datesOf(change.range)) {
      const other = wanted.get(keyOf(date))
      if (other && yieldsTo(change, other.change.to.kind)) continue
      wanted.set(keyOf(date), { date, change })
    }
  }
  const plan: DaysPlan = { save: [], clear: [], replaced: [], unchanged: 0, keptHolidays: 0 }
  for (const { date, change } of wanted.values())
    addToPlan(plan, known.get(keyOf(date)), date, change, source)
  return plan
}

function addToPlan(
  plan: DaysPlan,
  old: SchoolDay | undefined,
  date: LocalDate,
  change: RangeChange,
  source: string | null,
): void {
  if (old && yieldsTo(change, old.kind)) {
    plan.keptHolidays += 1
    return
  }
  if (change.to.kind === 'usual') {
    if (old) plan.clear.push(old)
    else plan.unchanged += 1
    return
  }
  const day = schoolDay(date, change.to, source)
  if (old && isSameDay(old, day)) {
    plan.unchanged += 1
    return
  }
  plan.save.push(day)
  if (old) plan.replaced.push(old)
}

/** Vacations of several days go on around a holiday, whose name says more. */
export function yieldsTo({ range, to }: RangeChange, kind: DayKindChange['kind']): boolean {
  return to.kind === 'vacation' && kind === 'holiday' && lengthOf(range) > 1
}

/** The calendar as it will be. */
export function withPlan(calendar: SchoolCalendar, { save, clear }: DaysPlan): SchoolCalendar {
  const gone = new Set([...save, ...clear].map(({ date }) => keyOf(date)))
  const left = calendar.specialDays.filter(({ date }) => !gone.has(keyOf(date)))
  return { ...calendar, specialDays: [...left, ...save.map(({ date, hours }) => ({ date, hours }))] }
}

function schoolDay(
  date: LocalDate,
  to: Exclude<DayKindChange, { kind: 'usual' }>,
  source: string | null,
): SchoolDay {
  return to.kind === 'working' ? { date, ...to, source } : { date, ...to, hours: null, source }
}
