import type { Language } from '../../platform/language.ts'
import { addDays, type LocalDate } from '../../platform/local-date.ts'
import { calendarTexts } from '../calendar-texts.ts'
import { lengthOf } from '../day-range.ts'
import type { DayRange, SchoolDay, SchoolDayKind } from '../school-day.ts'
import { daysTexts } from './days-texts.ts'

/** Names that one might want: what the days are called already, then the usual ones. The buttons have their numbers. */
export function suggestedNames(
  kind: SchoolDayKind,
  range: DayRange,
  present: readonly SchoolDay[],
  language: Language,
): string[] {
  const { names: more, vacations } = daysTexts[language]
  const called = present.filter((day) => day.kind === kind).map(({ name }) => name)
  const season = seasonOf(addDays(range.from, Math.floor(lengthOf(range) / 2)))
  const usual = calendarTexts[language].usualNames[kind]
  const names = kind === 'vacation' ? [vacations[season], usual] : [usual, ...more[kind]]
  return [...new Set([...called.slice(0, 1), ...names])]
}

function seasonOf({ month }: LocalDate): 'autumn' | 'winter' | 'spring' | 'summer' {
  if (month >= 9 && month <= 11) return 'autumn'
  if (month === 12 || month <= 2) return 'winter'
  return month <= 5 ? 'spring' : 'summer'
}
