import type { Language } from './language.ts'
import type { LocalDate } from './local-date.ts'

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' }

/** A day in the school's time zone: «21 ноября 2026 г.». */
export function formatDay(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone }).format(at)
}

/** A moment in the school's time zone: «21 нояб. 2026 г., 14:05». */
export function formatDayAndTime(at: Date, language: Language, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  })
  return format.format(at)
}

/** A moment of these days in the school's time zone, where the year goes without saying: «21 ноября в 14:05». */
export function formatMoment(at: Date, language: Language, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'long',
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
