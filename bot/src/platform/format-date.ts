import type { Language } from './language.ts'
import type { LocalDate } from './local-date.ts'

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' }

/** A day in the school's time zone: «21 ноября 2026 г.». */
export function formatDay(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone }).format(at)
}

/** A day in the school's time zone, with its year when that is not this year: «28 ноября», «11 января 2027 г.». */
export function formatNearDay(at: Date, now: Date, language: Language, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'long',
    ...(isOfSameYear(at, now, timeZone) ? {} : { year: 'numeric' }),
    timeZone,
  })
  return format.format(at)
}

function isOfSameYear(at: Date, now: Date, timeZone: string): boolean {
  const year = new Intl.DateTimeFormat('en-US', { year: 'numeric', timeZone })
  return year.format(at) === year.format(now)
}

/** A time in the school's time zone: «14:05». */
export function formatTime(at: Date, language: Language, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locales[language], { hour: '2-digit', minute: '2-digit', timeZone })
  return format.format(at)
}

/** A moment of these days in the school's time zone, where the year goes without saying: «21 ноября в 14:05». */
export function formatMoment(at: Date, language: Language, timeZone: string): string {
  return formatNearMoment(at, at, language, timeZone)
}

/** A moment in the school's time zone, with its year when that is not this year: «21 ноября 2025 г. в 14:05». */
export function formatNearMoment(at: Date, now: Date, language: Language, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'long',
    ...(isOfSameYear(at, now, timeZone) ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  })
  return format.format(at)
}

/** A day as it is typed and as files are named, in every language: «21.11.2026». */
export function formatLocalDate({ year, month, day }: LocalDate): string {
  return [String(day).padStart(2, '0'), String(month).padStart(2, '0'), year].join('.')
}
