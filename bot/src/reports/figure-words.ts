import type { Language } from '../platform/language.ts'
import { durationWords } from '../tickets/clocks/clock-words.ts'
import { shownShare } from './shown-share.ts'

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' }

export type FigureChange = { now: number | null; before: number | null } | undefined

/** The change from the time before in brackets: « (+3)», « (−2)», « (=)»; nothing without a time before. */
function changeWords(
  change: FigureChange,
  words: (size: number) => string,
  /** Differences that the words do not show are none: they are counted in units, rounded as the words are. */
  unit: number,
  rounded: (value: number) => number = Math.round,
): string {
  if (change === undefined || change.now === null || change.before === null) return ''
  const difference = (rounded(change.now / unit) - rounded(change.before / unit)) * unit
  if (Math.abs(difference) < unit / 2) return ' (=)'
  return ` (${difference > 0 ? '+' : '−'}${words(Math.abs(difference))})`
}

export function countWords(value: number, language: Language, change?: FigureChange): string {
  const words = (count: number) => new Intl.NumberFormat(locales[language]).format(count)
  return words(value) + changeWords(change, words, 1)
}

export function percentWords(value: number, language: Language, change?: FigureChange): string {
  const shown = (share: number) => shownShare(share, 0)
  const words = (share: number) => shown(share).toLocaleString(locales[language])
  return words(value) + (language === 'ru' ? ' %' : '%') + changeWords(change, words, 1, shown)
}

/** Working time: «4 ч 10 мин». What took less than a minute, or no working time, took one, as on a ticket's card. */
export function timeWords(seconds: number, language: Language, change?: FigureChange): string {
  const words = (time: number) => durationWords(time, language)
  const shown = (minutes: number) => Math.max(1, Math.floor(minutes))
  return words(Math.max(seconds, 60)) + changeWords(change, words, 60, shown)
}

/** A mean rating: «4,6». */
export function ratingWords(value: number, language: Language, change?: FigureChange): string {
  const format = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  return format.format(value) + changeWords(change, (size) => format.format(size), 0.1)
}
