import type { Language } from '../platform/language.ts'
import type { LocalDate } from '../platform/local-date.ts'
import type { Html } from '../telegram/html.ts'
import { calendarTexts } from './calendar-texts.ts'
import type { DayRun } from './day-runs.ts'
import { formatHours, formatRange } from './format-days.ts'
import type { SchoolDay } from './school-day.ts'
import type { WorkingTime } from './working-time.ts'

/** «рабочий день, 8:00–18:00», «выходной, «День народного единства»». */
export function dayWords(
  date: LocalDate,
  special: SchoolDay | undefined,
  { hoursOn }: Pick<WorkingTime, 'hoursOn'>,
  language: Language,
): string {
  const texts = calendarTexts[language].day
  if (special)
    return texts.special(special.kind, special.name, special.hours ? formatHours(special.hours) : undefined)
  const hours = hoursOn(date)
  return hours ? texts.usual(formatHours(hours)) : texts.off
}

/** «🔴 4 ноября: День народного единства» */
export function runWords({ from, to, day }: DayRun, language: Language, thisYear: number): Html {
  const hours = day.hours ? formatHours(day.hours) : undefined
  return calendarTexts[language].run(day.kind, formatRange({ from, to }, language, thisYear), day.name, hours)
}
