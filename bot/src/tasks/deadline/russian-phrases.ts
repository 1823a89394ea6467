import type { Period } from './phrase-dates.ts'
import { type Phrase, phrase } from './phrases.ts'
import { genitives, month, russianForms, unit } from './russian-forms.ts'
import { russianTimes } from './russian-times.ts'

const which = '(эт(?:ой|ого|от|ом)|текуще(?:й|го|м)|следующ(?:ей|его|ем)|будущ(?:ей|его|ем))'
const isNext = (word: string) => (/^(?:следующ|будущ)/.test(word) ? 'next' : 'this')
const end = '(?:до |к |в )?(?:самого )?кон(?:ец|ца|цу|це)'
const ordinal = '-?(?:го|ого|е|ое|му|ому)'

function periodOf(word: string): Period {
  if (word.startsWith('мес')) return 'month'
  return word.startsWith('год') ? 'year' : 'week'
}

/** What chrono must not try: vague, or meant in more than one way. */
const vague = phrase(
  'через день|пол ?дня|нескольк\\p{L}+|или|либо|выходн\\p{L}+|каникул\\p{L}*',
  () => undefined,
)

const endsOfPeriods: readonly Phrase[] = [
  // a day without a time is its end anyway
  phrase(`^${end} (?:рабочего |учебного )?дня$`, 'сегодня'),
  phrase(`${end} (?:рабочего |учебного )?дня`, ''),
  phrase('(?:до|перед) нов(?:ого года|ым годом)', (dates) => dates.endOf('year', 'this')),
  phrase(
    `${end} (?:${which} )?(?:рабочей |учебной )?(недели|месяца|года)`,
    (dates, [word = '', period = '']) => dates.endOf(periodOf(period), isNext(word)),
  ),
  phrase(`(?:на|за|в|в течение) ${which} (недел[еи]|месяц[еа]|год[уа])`, (dates, [word = '', period = '']) =>
    dates.endOf(periodOf(period), isNext(word)),
  ),
  phrase(`${end} ${month}(?: (\\d{4}))?`, (dates, [name = '', year = '']) =>
    dates.endOfMonth(genitives.indexOf(name) + 1, year === '' ? undefined : Number(year)),
  ),
]

const daysByNumber: readonly Phrase[] = [
  phrase('(\\d{4}) ?г(?:ода|од|оду)?\\.?', (_, [year = '']) => year),
  phrase(`(\\d{1,2})(?:${ordinal})? ${month}`, (_, [day = '', name = '']) => `${day} ${name}`),
  phrase(`(\\d{1,2})(?:${ordinal}(?: числ[аоу])?| числ[аоу])`, (dates, [day = '']) =>
    dates.dayOfMonth(Number(day)),
  ),
]

const spans: readonly Phrase[] = [
  phrase('(?:через |за )?(\\d{1,3}) (?:рабоч|учебн)\\p{L}+ (?:день|дня|дней)', (dates, [count = '']) =>
    dates.inWorkingDays(Number(count)),
  ),
  phrase('полтора часа', '90 минут'),
  phrase('полторы недели', '10 дней'),
  phrase('полтора месяца', '45 дней'),
  phrase('полтора года', '18 месяцев'),
  phrase(
    '(\\d+),(\\d+) (час\\p{L}*)',
    (_, [whole = '', part = '', hours = '']) => `${whole}.${part} ${hours}`,
  ),
  phrase('(\\d+)(?:-?(?:х|ти|и))? ?дн\\.?', (_, [count = '']) => `${count} дней`),
  phrase('(\\d+) ?нед\\.?', (_, [count = '']) => `${count} недель`),
  phrase('(\\d+) ?мес\\.?', (_, [count = '']) => `${count} месяцев`),
  phrase('(?<=через )(\\d+) ?ч\\.?', (_, [count = '']) => `${count} часов`),
  phrase(`^(?:за )?((?:\\d+|пару) ?${unit}|недел[юя]|месяц|час)$`, (_, [span = '']) => `через ${span}`),
]

/** What Russian texts need before chrono reads them. The later phrases build on the earlier ones. */
export const russianPhrases: readonly Phrase[] = [
  vague,
  phrase('не (?:позднее|позже)(?: чем)?|самое позднее|включительно', ''),
  ...russianForms,
  ...endsOfPeriods,
  ...daysByNumber,
  ...spans,
  ...russianTimes,
]
