import type { LocalDate } from '../platform/local-date.ts'
import type { WorkingHours } from './school-calendar.ts'

export const schoolDayKinds = ['holiday', 'vacation', 'working'] as const
export type SchoolDayKind = (typeof schoolDayKinds)[number]

/** A day that differs from its weekday, and why. */
export type SchoolDay = {
  date: LocalDate
  /** As people know it: «День Победы». Up to 100 characters. */
  name: string
  /** Where it is known from: a law, a file. Up to 200 characters. */
  source: string | null
} & ({ kind: 'holiday' | 'vacation'; hours: null } | { kind: 'working'; hours: WorkingHours })

/** From the first day to the last, both included. */
export interface DayRange {
  from: LocalDate
  to: LocalDate
}
