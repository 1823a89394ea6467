import { isNextDay, keyOf } from './day-range.ts'
import type { DayRange, SchoolDay } from './school-day.ts'

/** Days one after the other that are the same, as people speak of them. */
export interface DayRun extends DayRange {
  /** The first of them stands for all. */
  day: SchoolDay
}

/** In the order of their dates. */
export function runsOf(days: readonly SchoolDay[]): DayRun[] {
  const runs: DayRun[] = []
  for (const day of days.toSorted((a, b) => keyOf(a.date) - keyOf(b.date))) {
    const last = runs.at(-1)
    if (last && isNextDay(day.date, last.to) && isSameDay(last.day, day)) last.to = day.date
    else runs.push({ from: day.date, to: day.date, day })
  }
  return runs
}

/** Apart from the date and from where it is known. */
export function isSameDay(a: SchoolDay, b: SchoolDay): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.hours?.opens === b.hours?.opens &&
    a.hours?.closes === b.hours?.closes
  )
}
