import { formatNearDay, formatTime } from '../../platform/format-date.ts'
import type { Language } from '../../platform/language.ts'
import { createLocalClock, dayNumberOf } from '../../platform/local-date.ts'
import { deadlineTexts } from './deadline-texts.ts'

/** Who reads it, and when. */
export interface DeadlineReader {
  now: Date
  language: Language
  timeZone: string
}

/** «пт, 27 ноября, 15:00»; with its year when that is not this one. */
export function formatDeadline(at: Date, reader: DeadlineReader): string {
  return `${formatDeadlineDay(at, reader)}, ${formatTime(at, reader.language, reader.timeZone)}`
}
