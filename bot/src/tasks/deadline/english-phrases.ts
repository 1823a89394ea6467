import { clockTime } from './numeric-dates.ts'
import type { Period } from './phrase-dates.ts'
import { type Phrase, phrase, timesOfDay, workingHour } from './phrases.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month = `((?:${months.join('|')})[a-z]*)`
const weekday = '((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)'
const unit = '(?:minutes?|hours?|days?|weeks?|months?|years?)'
const workingDay = '(?:working|business|school) days?'
const by = '(?:at|by|until|till|before)'
const numbers = ['one|an?', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

const periods: Record<string, Period> = { month: 'month', year: 'year' }
const periodOf = (word: string): Period => periods[word] ?? 'week'
const isNext = (word: string) => (word === 'next' ? 'next' : 'this')

/** What chrono must not try: vague, or meant in more than one way. */
const vague = phrase('few|several|some|or|weekends?|holidays?|vacations?', () => undefined)

const endsOfPeriods: readonly Phrase[] = [
  phrase('eod|cob', 'end of day'),
  phrase('eow', 'end of week'),
  phrase('eom', 'end of month'),
  // a day without a time is its end anyway
  phrase(`^(?:${by} )?(?:the )?end of (?:the )?(?:working |business |school )?day$`, 'today'),
  phrase(`(?:${by} )?(?:the )?end of (?:the )?(?:working |business |school )?day(?: on)?`, ''),
  phrase(
    '(?:the )?end of (?:the )?(?:(this|next) )?(?:working |school )?(week|month|year)',
    (dates, [which = '', period = '']) => dates.endOf(periodOf(period), isNext(which)),
  ),
  phrase(`(?:the )?end of ${month}(?: (\\d{4}))?`, (dates, [name = '', year = '']) =>
    dates.endOfMonth(months.indexOf(name.slice(0, 3)) + 1, year === '' ? undefined : Number(year)),
  ),
  phrase(`next week,? (?:on )?${weekday}`, (_, [day = '']) => `next ${day}`),
  phrase(`${weekday},? (?:of )?next week`, (_, [day = '']) => `next ${day}`),
  phrase('(this|next) (week|month|year)', (dates, [which = '', period = '']) =>
    dates.endOf(periodOf(period), isNext(which)),
  ),
]

const spans: readonly Phrase[] = [
  phrase('half an hour', '30 minutes'),
  phrase('(?:an|one) hour and a half|one and a half hours', '90 minutes'),
  phrase('(?:a|one) week and a half|one and a half weeks', '10 days'),
  phrase('(?:a|one) month and a half|one and a half months', '45 days'),
  ...numbers.map((words, i) => phrase(`(?:${words})(?= (?:${unit}|${workingDay}))`, String(i + 1))),
  phrase(`(?:in |within )?(\\d{1,3}) ${workingDay}`, (dates, [count = '']) =>
    dates.inWorkingDays(Number(count)),
  ),
  phrase(`^((?:\\d+|a couple of|couple of) ${unit})$`, (_, [span = '']) => `in ${span}`),
  phrase('(?:the )?day after tomorrow', 'in 2 days'),
  phrase('from today', 'from now'),
  // chrono would count these by the time zone of the server
  phrase(`${unit} (?:before|after|from)(?! now)`, () => undefined),
  phrase(`(?<!${month} )(?:the )?(\\d{1,2})(?:st|nd|rd|th)(?! (?:of )?${month})`, (dates, [, day = '']) =>
    dates.dayOfMonth(Number(day)),
  ),
]

const times: readonly Phrase[] = [
  phrase(`${by} (\\d{1,2}:\\d\\d)`, (_, [time = '']) => `at ${time}`),
  phrase(`at (\\d{1,2})(?!:| ?(?:[-./]|\\d|[ap]\\.?m|${month}))`, (_, [hour = '']) => timeOf(Number(hour))),
  // with a day beside it; alone it could be the day of a month
  phrase('(?<=\\S )(?:by|until|till|before) (\\d{1,2})$', (_, [hour = '']) => timeOf(Number(hour))),
  phrase('tonight', `today at ${timesOfDay.evening}`),
  phrase('(?:(?:in|by) the |by |this )?morning', `at ${timesOfDay.morning}`),
  phrase(`(?:${by} )?(?:noon|midday|lunch(?: ?time)?)`, `at ${timesOfDay.noon}`),
  phrase('(?:(?:in|by) the |by |this )?afternoon|after lunch', `at ${timesOfDay.afternoon}`),
  phrase('(?:(?:in|by) the |by |this )?(?:evening|night)', `at ${timesOfDay.evening}`),
  phrase(`(?:${by} )?midnight`, `at ${timesOfDay.midnight}`),
]

/** What English texts need before chrono reads them. The later phrases build on the earlier ones. */
export const englishPhrases: readonly Phrase[] = [
  vague,
  phrase("(?:no|not) later than|at the latest|latest|inclusive|o'clock", ''),
  ...endsOfPeriods,
  ...spans,
  ...times,
  // from then on: no deadline
  phrase('after', () => undefined),
]

function timeOf(hour: number): string | undefined {
  if (hour > 23) return hour === 24 ? 'at 23:59' : undefined
  return `at ${clockTime(workingHour(hour))}`
}
