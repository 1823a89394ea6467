import type { Language } from '../platform/language.ts'
import { addDays, type LocalDate } from '../platform/local-date.ts'
import { lengthOf } from './day-range.ts'
import type { SchoolCalendar, WorkingHours } from './school-calendar.ts'
import type { DayRange } from './school-day.ts'

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' }
const aMonday = { year: 2024, month: 1, day: 1 }

/** «4 ноября», «1 июля – 31 августа»; with the year when it is not this one. */
export function formatRange({ from, to }: DayRange, language: Language, thisYear?: number): string {
  const isThisYear = from.year === thisYear && to.year === thisYear
  const format = formatOf(language, {
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  })
  const text =
    lengthOf({ from, to }) === 1 ? format.format(utcOf(from)) : format.formatRange(utcOf(from), utcOf(to))
  // what Russian puts behind a year goes without saying, and its spaces keep lines from breaking
  return text.replace(/\s?г\./gu, '').replace(/\s/gu, ' ')
}

/** «пятница, 27 ноября» */
export function formatWeekdayDate(date: LocalDate, language: Language, thisYear?: number): string {
  const weekday = formatOf(language, { weekday: 'long' }).format(utcOf(date))
  return `${weekday}, ${formatRange({ from: date, to: date }, language, thisYear)}`
}

/** From 1, Monday: «пн», «Понедельник». */
export function formatWeekday(weekday: number, language: Language, style: 'short' | 'long'): string {
  const name = formatOf(language, { weekday: style }).format(utcOf(addDays(aMonday, weekday - 1)))
  return style === 'long' ? capitalized(name, language) : name
}

/** «Ноябрь 2026» */
export function formatMonth({ year, month }: Pick<LocalDate, 'year' | 'month'>, language: Language): string {
  const name = formatOf(language, { month: 'long' }).format(utcOf({ year, month, day: 1 }))
  return `${capitalized(name, language)} ${year}`
}

/** «8:00–17:30» */
export function formatHours({ opens, closes }: WorkingHours): string {
  return `${formatMinutes(opens)}–${formatMinutes(closes)}`
}

/** «8:00» */
export function formatMinutes(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** «пн–пт 8:00–18:00; сб, вс выходные»: weekdays with the same hours together. */
export function formatWeek(
  week: SchoolCalendar['week'],
  language: Language,
  off: (days: number) => string,
): string {
  const groups: { first: number; last: number; hours: string | undefined }[] = []
  for (const [index, day] of week.entries()) {
    const hours = day ? formatHours(day) : undefined
    const group = groups.at(-1)
    if (group && group.hours === hours) group.last = index + 1
    else groups.push({ first: index + 1, last: index + 1, hours })
  }
  return groups
    .map(({ first, last, hours }) => {
      const name = (weekday: number) => formatWeekday(weekday, language, 'short')
      const days = last - first === 1 ? `${name(first)}, ${name(last)}` : `${name(first)}–${name(last)}`
      return `${first === last ? name(first) : days} ${hours ?? off(last - first + 1)}`
    })
    .join('; ')
}

function formatOf(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' })
}

function capitalized(name: string, language: Language): string {
  return `${name.charAt(0).toLocaleUpperCase(language)}${name.slice(1)}`
}

function utcOf({ year, month, day }: LocalDate): number {
  return Date.UTC(year, month - 1, day)
}
