import { formatNearDay, formatTime } from '../platform/format-date.ts'
import type { Language } from '../platform/language.ts'
import { type Html, joinHtml } from '../telegram/html.ts'
import { countWords, percentWords, ratingWords, timeWords } from './figure-words.ts'
import { kpiCardTexts } from './kpi-card-texts.ts'
import type { KpiPeriod } from './kpi-period.ts'
import type { KpiCard } from './read-card.ts'

export interface KpiReader {
  language: Language
  timezone: string
  now: Date
}

/** The text of a card. `title`: whose figures. */
export function kpiCardText(
  card: KpiCard,
  period: KpiPeriod,
  { title, isPerson }: { title: Html; isPerson: boolean },
  reader: KpiReader,
): Html {
  const texts = kpiCardTexts[reader.language]
  const head = joinHtml([title, periodLine(period, reader), comparedLine(period, reader)])
  const tasks = card.tasks && joinHtml([texts.tasks.title, ...taskLines(card.tasks, reader)])
  const ticketsTitle = isPerson ? texts.tickets.titleOfPerson : texts.tickets.title
  const tickets = card.tickets && joinHtml([ticketsTitle, ...ticketLines(card.tickets, reader)])
  return joinHtml([head, tasks, tickets, texts.workingTime], '\n\n')
}

/** «Неделя: 16 ноября – 22 ноября». */
export function periodLine({ kind, firstDay, lastDay }: KpiPeriod, { language, now }: KpiReader): Html {
  const texts = kpiCardTexts[language]
  const day = (at: Date) => formatNearDay(at, now, language, 'UTC')
  return texts.days(texts.period[kind], `${day(firstDay)} – ${day(lastDay)}`)
}

function comparedLine(
  { kind, compared, isCurrent }: KpiPeriod,
  { language, timezone, now }: KpiReader,
): Html {
  const texts = kpiCardTexts[language]
  if (compared === null) return texts.notCompared
  if (!isCurrent) return texts.comparedWhole[kind]
  const day = (at: Date) => formatNearDay(at, now, language, timezone)
  return texts.compared(
    day(compared.starts),
    `${day(compared.ends)}, ${formatTime(compared.ends, language, timezone)}`,
  )
}

function taskLines({ figures: f, change }: NonNullable<KpiCard['tasks']>, { language }: KpiReader): Html[] {
  const texts = kpiCardTexts[language].tasks
  const count = (value: number) => countWords(value, language)
  const changed = (figure: 'issued' | 'done' | 'on_time' | 'late' | 'returned' | 'moved') =>
    countWords(f[figure], language, change && { now: change.now[figure], before: change.before[figure] })
  const share = change && { now: change.now.discipline_percent, before: change.before.discipline_percent }
  const percent =
    f.discipline_percent === null ? undefined : percentWords(f.discipline_percent, language, share)
  const now = texts.now(count(f.overdue_now), count(f.awaiting_now))
  const nothing = f.issued === 0 && f.due === 0
  if (nothing) return [texts.none, now]
  const due = [
    texts.due(count(f.due)),
    texts.done(changed('done'), changed('on_time'), changed('late')),
    ...(percent === undefined ? [] : [texts.discipline(percent)]),
    texts.left(count(f.overdue), count(f.awaiting_acceptance), count(f.not_due)),
    texts.trouble(changed('returned'), changed('moved')),
    ...(f.mean_delay_seconds === null ? [] : [meanDelay(f.mean_delay_seconds, language)]),
  ]
  return [texts.issued(changed('issued')), ...(f.due === 0 ? [texts.noneDue] : due), now]
}

function meanDelay(seconds: number, language: Language): Html {
  const texts = kpiCardTexts[language].tasks
  if (seconds === 0) return texts.lateOutsideHours
  return seconds < 60 ? texts.lateByLessThanMinute : texts.meanDelay(timeWords(seconds, language))
}

function ticketLines(
  { figures: f, change }: NonNullable<KpiCard['tickets']>,
  { language, timezone, now }: KpiReader,
): Html[] {
  const texts = kpiCardTexts[language].tickets
  const count = (value: number) => countWords(value, language)
  const changeOf = (figure: keyof NonNullable<typeof change>['before']) =>
    change && { now: change.now[figure], before: change.before[figure] }
  const time = (seconds: number | null, figure?: 'response_median_seconds' | 'resolution_median_seconds') =>
    seconds === null ? '' : timeWords(seconds, language, figure && changeOf(figure))
  const within = (clock: 'response' | 'resolution') => {
    const share = f[`${clock}_within_percent`]
    if (share === null) return []
    return [texts.within[clock](percentWords(share, language, changeOf(`${clock}_within_percent`)))]
  }
  const inTime = [...within('response'), ...within('resolution')].join(', ')
  const oldest =
    f.oldest_open_at === null ? undefined : formatNearDay(f.oldest_open_at, now, language, timezone)
  const openNow = texts.now(count(f.open_now), oldest)
  if (f.filed === 0) return [texts.none, openNow]
  return [
    texts.filed(countWords(f.filed, language, changeOf('filed'))),
    texts.resolved(countWords(f.resolved, language, changeOf('resolved')), count(f.open)),
    ...(f.duplicates + f.cancelled === 0
      ? []
      : [texts.closedWithout(count(f.duplicates), count(f.cancelled))]),
    f.response_median_seconds === null
      ? texts.noResponse
      : texts.response(
          time(f.response_median_seconds, 'response_median_seconds'),
          time(f.response_p90_seconds),
        ),
    f.resolution_median_seconds === null
      ? texts.noResolution
      : texts.resolution(
          time(f.resolution_median_seconds, 'resolution_median_seconds'),
          time(f.resolution_p90_seconds),
        ),
    ...(inTime === '' ? [] : [texts.inTime(inTime)]),
    texts.reopened(countWords(f.reopened, language, changeOf('reopened'))),
    f.mean_rating === null
      ? texts.noRating
      : texts.rating(ratingWords(f.mean_rating, language, changeOf('mean_rating')), count(f.rated)),
    openNow,
  ]
}
