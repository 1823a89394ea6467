import type { LocalDate } from '../platform/local-date.ts'

/** Between these years, both included, the calendar has days. */
export const firstYear = 2020
export const lastYear = 2049

export function isInCalendar({ year }: Pick<LocalDate, 'year'>): boolean {
  return year >= firstYear && year <= lastYear
}
