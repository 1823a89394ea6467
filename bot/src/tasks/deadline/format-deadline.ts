import { formatNearDay, formatTime } from '../../platform/format-date.ts'
import type { Language } from '../../platform/language.ts'
import { createLocalClock, type LocalDate } from '../../platform/local-date.ts'
import { deadlineTexts } from './deadline-texts.ts'
import type { LocalMonth } from './month-days.ts'

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

/** «пт, 27 ноября» */
export function formatDeadlineDay(at: Date, { now, language, timeZone }: DeadlineReader): string {
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone }).format(at)
  return `${weekday}, ${formatNearDay(at, now, language, timeZone)}`
}

/** «пт» */
export function formatWeekday(date: LocalDate, language: Language): string {
  return named(date, language, { weekday: 'short' })
}

/** «Ноябрь 2026» */
export function formatMonth(month: LocalMonth, language: Language): string {
  return `${formatMonthName(month, language)} ${month.year}`
}

/** «Ноябрь» */
export function formatMonthName(month: LocalMonth, language: Language): string {
  const name = named({ ...month, day: 1 }, language, { month: 'long' })
  return `${name.charAt(0).toLocaleUpperCase(language)}${name.slice(1)}`
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/**
 * How far off it is: «через 3 дня», «сегодня», «просрочено на 2 дня». Days are those of the school's calendar; what is
 * late by less than one is told in hours or minutes.
 */
export function relativeDeadline(at: Date, { now, language, timeZone }: DeadlineReader): string {
  const texts = deadlineTexts[language]
  const clock = createLocalClock(timeZone)
  const days = daysBetween(clock.localTimeOf(now), clock.localTimeOf(at))
  const ms = at.getTime() - now.getTime()
  if (ms <= 0) {
    if (days < 0) return texts.overdueDays(-days)
    const hours = Math.floor(-ms / hourMs)
    return hours > 0 ? texts.overdueHours(hours) : texts.overdueMinutes(Math.floor(-ms / minuteMs))
  }
  if (ms < hourMs) return texts.inMinutes(Math.ceil(ms / minuteMs))
  if (days === 0) return texts.isToday
  return days === 1 ? texts.isTomorrow : texts.inDays(days)
}

function daysBetween(from: LocalDate, to: LocalDate): number {
  return (utcOf(to) - utcOf(from)) / dayMs
}

function named(date: LocalDate, language: Language, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...how, timeZone: 'UTC' }).format(utcOf(date))
}

function utcOf({ year, month, day }: LocalDate): number {
  return Date.UTC(year, month - 1, day)
}
