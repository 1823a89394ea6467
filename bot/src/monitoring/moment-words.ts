import { formatMoment, formatNearDay, formatTime } from '../platform/format-date.ts'
import type { Language, Texts } from '../platform/language.ts'
import { createLocalClock } from '../platform/local-date.ts'
import { englishPlural, russianPlural } from '../platform/plural.ts'
import { type Html, html } from '../telegram/html.ts'

/** Who reads, when, and by which clocks. */
export interface MomentReader {
  language: Language
  timezone: string
  now: Date
}

interface MomentTexts {
  checked(moment: string): string
  tomorrow(time: string): string
  today(time: string): string
  yesterday(time: string): string
  on(day: string, time: string): string
  at(day: string, time: string): string
  daysAgo(days: number): string
  moment: string
  minutes(n: number): string
  hours(n: number): string
  days(n: number): string
}

const momentTexts: Texts<MomentTexts> = {
  ru: {
    checked: (moment) => `проверено ${moment}`,
    tomorrow: (time) => `завтра, ${time}`,
    today: (time) => `сегодня в ${time}`,
    yesterday: (time) => `вчера в ${time}`,
    on: (day, time) => `${day}, ${time}`,
    at: (day, time) => `${day} в ${time}`,
    daysAgo(days) {
      if (days === 0) return 'сегодня'
      return days === 1 ? 'вчера' : `${days} ${russianPlural(days, 'день', 'дня', 'дней')} назад`
    },
    moment: 'меньше минуты',
    minutes: (n) => `${n} мин`,
    hours: (n) => `${n} ч`,
    days: (n) => `${n} ${russianPlural(n, 'день', 'дня', 'дней')}`,
  },
  en: {
    checked: (moment) => `checked on ${moment}`,
    tomorrow: (time) => `tomorrow, ${time}`,
    today: (time) => `today at ${time}`,
    yesterday: (time) => `yesterday at ${time}`,
    on: (day, time) => `${day}, ${time}`,
    at: (day, time) => `${day} at ${time}`,
    daysAgo(days) {
      if (days === 0) return 'today'
      return days === 1 ? 'yesterday' : `${days} days ago`
    },
    moment: 'less than a minute',
    minutes: (n) => `${n} min`,
    hours: (n) => `${n} h`,
    days: (n) => `${n} ${englishPlural(n, 'day')}`,
  },
}

/** A moment after «до» or «с»: «13:00» of today, «завтра, 07:00», «24 ноября, 07:00». */
export function boundWords(at: Date, { language, timezone, now }: MomentReader): string {
  const texts = momentTexts[language]
  const time = formatTime(at, language, timezone)
  const days = daysBetween(now, at, timezone)
  if (days === 0) return time
  return days === 1 ? texts.tomorrow(time) : texts.on(formatNearDay(at, now, language, timezone), time)
}

/** When all of it was so, with the day: cards stay in the chat for long. */
export function checkedLine({ language, timezone, now }: MomentReader): Html {
  return html`<i>${momentTexts[language].checked(formatMoment(now, language, timezone))}</i>`
}

/** When something was: «сегодня в 02:00», «вчера в 02:00», «18 ноября в 02:00». */
export function whenWords(at: Date, { language, timezone, now }: MomentReader): string {
  const texts = momentTexts[language]
  const time = formatTime(at, language, timezone)
  const days = daysBetween(at, now, timezone)
  if (days === 0) return texts.today(time)
  return days === 1 ? texts.yesterday(time) : texts.at(formatNearDay(at, now, language, timezone), time)
}

/** How many days ago something was: «сегодня», «вчера», «3 дня назад». */
export function daysAgoWords(at: Date, { language, timezone, now }: MomentReader): string {
  return momentTexts[language].daysAgo(Math.max(0, daysBetween(at, now, timezone)))
}

/** How long something goes on, in the largest unit that fits: «12 мин», «5 ч», «3 дня». */
export function lastingWords(seconds: number, language: Language): string {
  const texts = momentTexts[language]
  if (seconds < 60) return texts.moment
  if (seconds < 3600) return texts.minutes(Math.floor(seconds / 60))
  return seconds < 86_400 ? texts.hours(Math.floor(seconds / 3600)) : texts.days(Math.floor(seconds / 86_400))
}

/** Midnights between two moments. */
function daysBetween(from: Date, to: Date, timezone: string): number {
  const clock = createLocalClock(timezone)
  const [first = 0, last = 0] = [from, to].map((at) => {
    const { year, month, day } = clock.localTimeOf(at)
    return Date.UTC(year, month - 1, day)
  })
  return (last - first) / 86_400_000
}
