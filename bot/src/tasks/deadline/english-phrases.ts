import { clockTime } from './numeric-dates.ts'
import type { Period } from './phrase-dates.ts'
import { type Phrase, phrase, timesOfDay, workingHour } from './phrases.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month = `((?:${months.join('|')})[a-z]*)`
const weekday = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*'
const numbers = [
  'one|an?',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const units = 'minutes?|hours?|days?|weeks?|months?|years?'

const periods: Record<string, Period> = { week: 'week', month: 'month', year: 'year' }
const periodOf = (word: string): Period => periods[word] ?? 'week'
const whichOf = (word: string) => (word === 'next' ? 'next' : 'this')

/** What English texts need before chrono reads them. */
export const englishPhrases: readonly Phrase[] = [
  // vague: to be asked again
  phrase('(?:a )?few|several|some|or|weekends?|holidays?|vacations?', () => undefined),
  phrase("(?:no|not) later than|at the latest|latest|inclusive|o'clock", ''),

  // the ends of periods
  phrase('eod|cob|(?:the )?end of (?:the )?(?:(?:business|working|school) )?day', 'end-of-day'),
  phrase('(?:by |until |till |at )?end-of-day$|^(?:by |until )?end-of-day', 'end-of-day'),
  phrase('^end-of-day$', 'today'),
  phrase('end-of-day(?: of)?', ''),
  phrase('eow', 'end of week'),
  phrase('eom', 'end of month'),
  phrase(
    '(?:the )?end of (?:the )?(?:(this|next) )?(?:(?:working|school) )?(week|month|year)',
    (dates, [which = '', period = '']) => dates.endOf(periodOf(period), whichOf(which)),
  ),
  phrase(`(?:the )?end of ${month}(?: (\\d{4}))?`, (dates, [name = '', year = '']) =>
    dates.endOfMonth(months.indexOf(name.slice(0, 3)) + 1, year === '' ? undefined : Number(year)),
  ),
  phrase(`next week,? (?:on )?(${weekday})`, (_, [day = '']) => `next ${day}`),
  phrase(`(${weekday}),? (?:of )?next week`, (_, [day = '']) => `next ${day}`),
  phrase('(this|next) (week|month|year)', (dates, [which = '', period = '']) =>
    dates.endOf(periodOf(period), whichOf(which)),
  ),

  // numbers of days
  ...numbers.map((words, i) =>
    phrase(`(?:${words})(?= (?:${units}|(?:working|business|school) days?))`, String(i + 1)),
  ),
  phrase('(?:in |within )?(\\d{1,3}) (?:working|business|school) days?', (dates, [count = '']) =>
    dates.inWorkingDays(Number(count)),
  ),
  phrase(
    `(?:the )?(\\d{1,2})(?:st|nd|rd|th)(?! (?:of )?${month})(?<!${month} \\d{1,2}(?:st|nd|rd|th))`,
    (dates, [day = '']) => dates.dayOfMonth(Number(day)),
  ),

  // how long from now
  phrase('(?<!the )day after tomorrow', 'the day after tomorrow'),
  phrase('1 and a half weeks|1 week and a half', '10 days'),
  phrase('1 and a half months|1 month and a half', '45 days'),
  phrase('1 and a half hours|1 hour and a half', '90 minutes'),
  phrase(`^((?:\\d+|a couple of|couple of) (?:${units}))$`, (_, [span = '']) => `in ${span}`),
  phrase(`^by (?=in )`, ''),

  // times
  phrase('(?:at|by|until|till|before) (\\d{1,2}:\\d\\d)', (_, [time = '']) => `at ${time}`),
  phrase(`at (\\d{1,2})(?!:| ?(?:[-./]|\\d|[ap]\\.?m|${month}))`, (_, [hour = '']) => timeOf(hour)),
  // with a day beside it; alone it could be the day of a month
  phrase('(?<=\\S )(?:by|until|till|before) (\\d{1,2})$', (_, [hour = '']) => timeOf(hour)),

  // parts of the day
  phrase('tonight', `today at ${timesOfDay.evening}`),
  phrase('(?:in |by )?(?:the )?(?:this )?morning', `at ${timesOfDay.morning}`),
  phrase('(?:at |by |before )?(?:noon|midday|lunch(?: ?time)?)', `at ${timesOfDay.noon}`),
  phrase('(?:in |by )?(?:the )?(?:this )?afternoon|after lunch', `at ${timesOfDay.afternoon}`),
  phrase('(?:in |by )?(?:the )?(?:this )?(?:evening|night)', `at ${timesOfDay.evening}`),
  phrase('(?:at |by |before )?midnight', `at ${timesOfDay.midnight}`),
]

function timeOf(hour: string): string | undefined {
  const given = Number(hour)
  if (given > 24) return undefined
  const plain = workingHour(given)
  return `at ${plain === 24 ? '23:59' : clockTime(plain)}`
}
