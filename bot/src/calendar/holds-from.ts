import type { Language } from '../platform/language.ts'
import { compareDates, type LocalDate } from '../platform/local-date.ts'
import { calendarTexts } from './calendar-texts.ts'
import { formatRange } from './format-days.ts'
import type { DayRange } from './school-day.ts'

/** From when a change of these days holds. */
export function holdsFrom({ from, to }: DayRange, today: LocalDate, language: Language): string {
  const { holds } = calendarTexts[language]
  if (compareDates(from, today) > 0) return holds.from(formatRange({ from, to: from }, language, today.year))
  return compareDates(to, today) < 0 ? holds.past : holds.now
}
