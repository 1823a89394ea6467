import type { Language } from '../platform/language.ts'
import { formatDeadline as format } from './deadline/format-deadline.ts'

/** A deadline as it is shown at a moment, in the school's time zone. */
export interface Deadline {
  at: Date
  now: Date
  timezone: string
}

export function formatDeadline({ at, now, timezone }: Deadline, language: Language): string {
  return format(at, { now, language, timeZone: timezone })
}
