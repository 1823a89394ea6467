import { formatNearDay, formatTime } from '../platform/format-date.ts'
import type { Language } from '../platform/language.ts'

/** A deadline as it is shown at a moment, in the school's time zone. */
export interface Deadline {
  at: Date
  now: Date
  timezone: string
}

export function formatDeadline({ at, now, timezone }: Deadline, language: Language): string {
  return `${formatNearDay(at, now, language, timezone)}, ${formatTime(at, language, timezone)}`
}
