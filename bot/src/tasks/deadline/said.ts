import { casual as english } from 'chrono-node/en'
import { casual as russian } from 'chrono-node/ru'
import type { Language } from '../../platform/language.ts'
import { addDays, compareDates, type LocalDate, localDate, weekdayOf } from '../../platform/local-date.ts'
import { nearestDate } from './numeric-dates.ts'

/** What was said: a day, a time of it, or both; or how long from now. */
export type Said =
  | { kind: 'moment'; date: LocalDate | undefined; time: { hour: number; minute: number } | undefined }
  | { kind: 'elapsed'; ms: number }

const parsers = { ru: russian, en: english }
type Parsed = ReturnType<typeof russian.parse>[number]
type Parts = Parsed['start']

/** What may stand around a date without changing it. Anything else makes the text unclear. */
const fillers: Record<Language, RegExp> = {
  ru: /^(?:до|к|ко|в|во|на|г|год|года|срок|крайний|сделать|выполнить|сдать|нужно|надо|пожалуйста)$/,
  en: /^(?:by|until|till|before|on|at|in|the|of|due|deadline|is|do|it|please)$/,
}

/**
 * In Russian chrono tries units without a number between them («сек дня час») in every way: each word more takes it
 * four times as long, so that twenty took a second. Eight take a thousandth of it, and nobody says a deadline in more.
 */
const maxWords: Record<Language, number> = { ru: 8, en: 20 }

/** Undefined unless exactly one day or time was said, and nothing that could change it. */
export function parseSaid(words: string, language: Language, today: LocalDate): Said | undefined {
  if ((words.match(/\p{L}+/gu) ?? []).length > maxWords[language]) return undefined
  const results = parse(words, language, today)
  if (results.length === 0 || results.some(({ end }) => end)) return undefined
  const rest = restOf(words, results).split(/[\s,.;:!()«»“”"'–—-]+/u)
  if (!rest.every((word) => word === '' || fillers[language].test(word))) return undefined
  const parts = results.map(({ start }) => start)
  if (parts.some((part) => part.tags().has('result/relativeDateAndTime'))) {
    return parts.length === 1 ? elapsed(words, language) : undefined
  }
  // a time zone of his own, or «now», which is no deadline
  if (parts.some((part) => part.isCertain('timezoneOffset') || part.isCertain('second'))) return undefined
  return momentOf(parts, words, today)
}

/** What chrono made nothing of. */
function restOf(words: string, results: readonly Parsed[]): string {
  return words
    .split('')
    .map((letter, i) =>
      results.some(({ index, text }) => index <= i && i < index + text.length) ? ' ' : letter,
    )
    .join('')
}

/** At noon: chrono counts in the time zone of the server, and no zone changes its clocks then. */
function parse(words: string, language: Language, { year, month, day }: LocalDate): Parsed[] {
  return parsers[language].parse(words, {
    instant: new Date(Date.UTC(year, month - 1, day, 12)),
    timezone: 0,
  })
}

/** Hours and minutes from now, counted from a day on which no zone changes its clocks. */
function elapsed(words: string, language: Language): Said | undefined {
  const [result] = parse(words, language, { year: 2000, month: 1, day: 10 })
  const ms = result && result.start.date().getTime() - Date.UTC(2000, 0, 10, 12)
  return ms === undefined || !Number.isFinite(ms) ? undefined : { kind: 'elapsed', ms }
}

function momentOf(parts: readonly Parts[], words: string, today: LocalDate): Said | undefined {
  const timed = parts.filter((part) => part.isCertain('hour'))
  const weekdays = parts.filter((part) => isWeekdayAlone(part))
  const dated = parts.filter((part) => !isWeekdayAlone(part) && !isTimeAlone(part))
  if (timed.length > 1) return undefined

  const days = dated.map((part) => dayOf(part, today))
  const [date = weekdays[0] && comingWeekday(weekdays[0], words, today)] = days
  const agree =
    days.every((day) => day && date && compareDates(day, date) === 0) &&
    parts.every((part) => !part.isCertain('weekday') || (date && weekdayOf(date) % 7 === part.get('weekday')))
  if (!agree) return undefined

  const time = timed.map((part) => ({ hour: part.get('hour') ?? 0, minute: part.get('minute') ?? 0 }))[0]
  return date === undefined && time === undefined ? undefined : { kind: 'moment', date, time }
}

/** Undefined for what is no day: a month alone, 31 February. */
function dayOf(part: Parts, today: LocalDate): LocalDate | undefined {
  const [year, month, day] = [part.get('year') ?? 0, part.get('month') ?? 0, part.get('day') ?? 0]
  const isRelative = part.tags().has('result/relativeDate')
  if (!part.isCertain('day') && !isRelative) return undefined
  return part.isCertain('year') || isRelative ? localDate(year, month, day) : nearestDate(day, month, today)
}

/** A weekday that is today's is the one in a week: today would be called today. */
function comingWeekday(part: Parts, words: string, today: LocalDate): LocalDate | undefined {
  const found = localDate(part.get('year') ?? 0, part.get('month') ?? 0, part.get('day') ?? 0)
  if (found === undefined || /прошл|last|past/.test(words)) return found
  const behind = compareDates(found, today)
  const isThis = /(?<!\p{L})(?:эт|this )/u.test(words)
  return behind < 0 || (behind === 0 && !isThis) ? addDays(found, 7) : found
}

function isWeekdayAlone(part: Parts): boolean {
  return part.isCertain('weekday') && !part.isCertain('day') && !part.isCertain('month')
}

function isTimeAlone(part: Parts): boolean {
  return (
    part.isCertain('hour') && !part.isCertain('day') && !part.isCertain('month') && !part.isCertain('weekday')
  )
}
