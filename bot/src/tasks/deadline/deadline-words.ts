import type { Language } from '../../platform/language.ts'
import { compareDates, createLocalClock, type LocalDate } from '../../platform/local-date.ts'
import { type DeadlineCalendar, endOfDayOn, lastDeadlineDay, todayOf } from './deadline-calendar.ts'
import { englishPhrases } from './english-phrases.ts'
import { rewriteNumbers } from './numeric-dates.ts'
import { createPhraseDates } from './phrase-dates.ts'
import { rewritePhrases } from './phrases.ts'
import { russianPhrases } from './russian-phrases.ts'
import { parseSaid, type Said } from './said.ts'

export type DeadlineReading =
  | { kind: 'at'; at: Date }
  | { kind: 'past'; at: Date }
  /** No date, two dates, or one that could be meant in more than one way. */
  | { kind: 'unclear' }
  | { kind: 'too_far' }

/** Without a calendar a week works from Monday to Friday, and each day ends alike. */
export type DeadlineContext = { now: Date; language: Language } & Pick<
  DeadlineCalendar,
  'timeZone' | 'endOfDay'
> &
  Partial<Pick<DeadlineCalendar, 'isWorkingDay' | 'hoursOn'>> & {
    /** The day being talked about: a time alone belongs to it. Otherwise to today. */
    day?: LocalDate | undefined
  }

/** Nobody needs more words for a date, and patterns are slow on long texts. */
const maxLength = 80
const minuteMs = 60_000
const phrases = { ru: russianPhrases, en: englishPhrases }

/** Reads a deadline as people say it, in both languages, on the clocks of the school. */
export function readDeadline(text: string, context: DeadlineContext): DeadlineReading {
  const words = text.toLowerCase().normalize('NFKC').replaceAll('ё', 'е').replace(/\s+/g, ' ').trim()
  if (words === '' || words.length > maxLength) return { kind: 'unclear' }
  const languages: Language[] = context.language === 'ru' ? ['ru', 'en'] : ['en', 'ru']
  for (const language of languages) {
    const said = saidIn(language, words, context)
    if (said !== undefined) return judge(said, context)
  }
  return { kind: 'unclear' }
}

function saidIn(language: Language, words: string, context: DeadlineContext): Said | undefined {
  const today = todayOf(context.now, createLocalClock(context.timeZone))
  const dates = createPhraseDates(today, context)
  const numbers = rewriteNumbers(words, today)
  const plain = numbers === undefined ? undefined : rewritePhrases(numbers, phrases[language], dates)
  return plain === undefined ? undefined : parseSaid(plain, language, today)
}

function judge(said: Said, context: DeadlineContext): DeadlineReading {
  const { now, timeZone, endOfDay, hoursOn = () => null } = context
  const clock = createLocalClock(timeZone)
  const today = todayOf(now, clock)
  if (said.kind === 'elapsed') {
    const at = new Date(Math.ceil((now.getTime() + said.ms) / minuteMs) * minuteMs)
    return within(at)
  }
  const date = said.date ?? context.day ?? today
  return within(
    clock.instantOf(said.time ? { ...date, ...said.time } : endOfDayOn(date, { endOfDay, hoursOn })),
  )

  function within(at: Date): DeadlineReading {
    if (at <= now) return { kind: 'past', at }
    return compareDates(clock.localTimeOf(at), lastDeadlineDay(today)) > 0
      ? { kind: 'too_far' }
      : { kind: 'at', at }
  }
}
