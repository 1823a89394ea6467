import { z } from 'zod'
import {
  addDays,
  compareDates,
  type LocalClock,
  type LocalDate,
  localDate,
  weekdayOf,
} from '../../platform/local-date.ts'

const day = z.object({ year: z.number(), month: z.number(), day: z.number() })

/** Days of the school's calendar, both included. */
export const exportPeriodShape = z.object({ from: day, to: day })
export type ExportPeriod = z.infer<typeof exportPeriodShape>

export const namedPeriods = ['this_week', 'this_month', 'last_month', 'school_year'] as const
export type NamedPeriod = (typeof namedPeriods)[number]

/** A period that is still going on ends today. */
export function periodOf(name: NamedPeriod, today: LocalDate): ExportPeriod {
  const { year, month } = today
  const firstOfMonth = { year, month, day: 1 }
  switch (name) {
    case 'this_week':
      return { from: addDays(today, 1 - weekdayOf(today)), to: today }
    case 'this_month':
      return { from: firstOfMonth, to: today }
    case 'last_month': {
      const to = addDays(firstOfMonth, -1)
      return { from: { ...to, day: 1 }, to }
    }
    case 'school_year':
      return { from: { year: month >= 9 ? year : year - 1, month: 9, day: 1 }, to: today }
    default:
      return name satisfies never
  }
}

export type TypedPeriod =
  | { kind: 'period'; period: ExportPeriod }
  | { kind: 'unreadable' }
  | { kind: 'wrong_order' }
  | { kind: 'too_long' }

const maxYears = 3

/** Reads «01.09.2026-30.09.2026», one day alone, and whatever words stand around. */
export function typedPeriod(text: string): TypedPeriod {
  const found = [...text.matchAll(/(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?!\d)/g)]
  const dates = found.map(([, day, month, year = '']) =>
    localDate(Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(day)),
  )
  const [from, to = from] = dates
  if (dates.length > 2 || from === undefined || to === undefined || dates.includes(undefined)) {
    return { kind: 'unreadable' }
  }
  if (from.year < 2000 || to.year > 2100) return { kind: 'unreadable' }
  if (compareDates(from, to) > 0) return { kind: 'wrong_order' }
  if (compareDates(to, { ...from, year: from.year + maxYears }) >= 0) return { kind: 'too_long' }
  return { kind: 'period', period: { from, to } }
}

/** From the first instant of the period to the first after it. */
export function instantsOf({ from, to }: ExportPeriod, clock: LocalClock): { since: Date; until: Date } {
  return { since: clock.instantOf(from), until: clock.instantOf(addDays(to, 1)) }
}
