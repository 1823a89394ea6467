import type { Language } from '../platform/language.ts'
import { addDays, compareDates, type LocalDate, weekdayOf } from '../platform/local-date.ts'
import type { Button } from '../telegram/keyboard.ts'
import {
  calendarDayButton,
  calendarMonthButton,
  calendarWeekButton,
  exportDaysButton,
  importDaysButton,
  typeDaysButton,
} from './calendar-buttons.ts'
import { calendarTexts } from './calendar-texts.ts'
import { isInCalendar } from './calendar-years.ts'
import { keyOf, schoolYearOf } from './day-range.ts'
import { formatMonth, formatWeekday } from './format-days.ts'

export type CalendarMonth = Pick<LocalDate, 'year' | 'month'>

/** Telegram takes no button without a sign on it. */
const blank = '·'

/** How a day is marked. */
export type DayMark = 'usual' | 'off' | 'own_hours'

/** A month whose days are buttons, its weeks from Monday, and the months before and after. */
export function monthRows(
  month: CalendarMonth,
  { today, language, markOf }: { today: LocalDate; language: Language; markOf: (date: LocalDate) => DayMark },
): Button[][] {
  const to = (text: string, to: CalendarMonth): Button => ({
    text,
    data: calendarMonthButton.pack({ month: to.year * 100 + to.month }),
  })
  // where there is nothing to turn to or to press, the month is shown as it is
  const inert = (text: string) => to(text, month)
  const turn = (text: string, next: CalendarMonth) => (isInCalendar(next) ? to(text, next) : inert(blank))
  const first = { ...month, day: 1 }
  return [
    [turn('◀️', addDays(first, -1)), to(formatMonth(month, language), today), turn('▶️', addDays(first, 31))],
    [1, 2, 3, 4, 5, 6, 7].map((weekday) => inert(formatWeekday(weekday, language, 'short'))),
    ...weeksOf(first).map((week) =>
      week.map((date) =>
        date.month === month.month
          ? { text: labelOf(date, today, markOf), data: calendarDayButton.pack({ day: keyOf(date) }) }
          : inert(blank),
      ),
    ),
  ]
}

/** What admins can do from here. */
export function editorRows(month: CalendarMonth, language: Language): Button[][] {
  const texts = calendarTexts[language].buttons
  const { from, to } = schoolYearOf(month)
  const schoolYear = `${from.year}/${String(to.year % 100).padStart(2, '0')}`
  return [
    [
      { text: texts.week, data: calendarWeekButton.pack({}) },
      { text: texts.type, data: typeDaysButton.pack({}) },
    ],
    [{ text: texts.import, data: importDaysButton.pack({}) }],
    [{ text: texts.export(schoolYear), data: exportDaysButton.pack({ year: from.year }) }],
  ]
}

/** The button that leads back to a month. */
export function toMonthButton({ year, month }: CalendarMonth, language: Language): Button {
  const data = calendarMonthButton.pack({ month: year * 100 + month })
  return { text: calendarTexts[language].buttons.back, data }
}

/** Seven of them share the width of a phone: one sign more, and they break. */
function labelOf(date: LocalDate, today: LocalDate, markOf: (date: LocalDate) => DayMark): string {
  if (compareDates(date, today) === 0) return `•${date.day}`
  const marks: Record<DayMark, string> = { usual: '', off: '*', own_hours: '!' }
  return `${date.day}${marks[markOf(date)]}`
}

/** Whole weeks, from the Monday on or before the first of the month. */
function weeksOf(first: LocalDate): LocalDate[][] {
  const weeks: LocalDate[][] = []
  let monday = addDays(first, 1 - weekdayOf(first))
  do {
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(monday, i)))
    monday = addDays(monday, 7)
  } while (monday.month === first.month)
  return weeks
}
