import type { Language } from './language.ts'

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
