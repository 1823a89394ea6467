import type { Language } from '../src/platform/language.ts'
import { createLocalClock } from '../src/platform/local-date.ts'
import { type DeadlineContext, readDeadline } from '../src/tasks/deadline/deadline-words.ts'

export const moscow = 'Europe/Moscow'
/** A Wednesday. */
export const wednesday = new Date('2026-11-25T10:00:00+03:00')
export const endOfDay = { hour: 18, minute: 0 }

/** The deadline on the school's clocks, or why there is none. */
export function read(text: string, given: Partial<DeadlineContext> = {}): string {
  const context = { now: wednesday, timeZone: moscow, language: 'ru' as Language, endOfDay, ...given }
  const reading = readDeadline(text, context)
  return reading.kind === 'at' ? shown(reading.at, context.timeZone) : reading.kind
}

function shown(at: Date, timeZone: string): string {
  const { year, month, day, hour, minute } = createLocalClock(timeZone).localTimeOf(at)
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${year}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}`
}
