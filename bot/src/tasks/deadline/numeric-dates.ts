import { addDays, compareDates, type LocalDate, localDate } from '../../platform/local-date.ts'

/** So little behind that it is rather a slip than next year. */
const daysOfSlip = 31

const yearFirst = /(?<!\d)(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?!\d|\.\d)/g
const withYear = /(?<![\d.:/-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/g
/** A date, or a time when «в» stands before it: «25.12», «в 14.30». Not «1.5 часа». */
const withoutYear =
  /((?<![^ ])(?:в|at) )?(?<![\d.:/-])(\d{1,2})([./])(\d{1,2})(?!\d|[.:/]\d| ?(?:ч(?!\p{L})|час|мин|дня|дней|недел|месяц|года|hour|minute|day|week|month|year))/gu
/** «завтра 14-30» at the end, but not «10-15 декабря». */
const timeWithDash = /(?<= )(\d{1,2})-([0-5]\d)$/g

/**
 * A day and a month without a year: this year's, or next year's when it lies more than a month behind. Undefined when
 * there is no such day.
 */
export function nearestDate(day: number, month: number, today: LocalDate): LocalDate | undefined {
  const thisYear = localDate(today.year, month, day)
  const isBehind = !thisYear || compareDates(thisYear, addDays(today, -daysOfSlip)) < 0
  return isBehind ? localDate(today.year + 1, month, day) : thisYear
}

/**
 * Writes dates in digits as chrono reads them in every language, and times with a colon: «25.12 14.30» becomes
 * «2026-12-25 14:30». The day comes before the month. Undefined for a date that no calendar has.
 */
export function rewriteNumbers(words: string, today: LocalDate): string | undefined {
  let isPossible = true
  const written = (date: LocalDate | undefined) => {
    if (date === undefined) isPossible = false
    return date ? isoDate(date) : ''
  }
  const text = words
    .replace(yearFirst, (_, year, month, day) => written(localDate(Number(year), Number(month), Number(day))))
    .replace(withYear, (_, first, mark, second, year) =>
      written(dayFirst(first, second, mark, (day, month) => localDate(fullYear(String(year)), month, day))),
    )
    .replace(withoutYear, (_, at = '', first, mark, second) => {
      const date = dayFirst(first, second, mark, (day, month) => nearestDate(day, month, today))
      const isTime = at !== '' || (date === undefined && (Number(second) > 12 || second === '00'))
      return isTime && mark === '.' && isClockTime(first, second)
        ? `${at}${clockTime(Number(first), Number(second))}`
        : `${at}${written(date)}`
    })
    .replace(timeWithDash, (whole, hour, minute) =>
      isClockTime(hour, minute) ? clockTime(Number(hour), Number(minute)) : whole,
    )
    .replace(/(?<!\d)24:00/g, '23:59')
  return isPossible ? text : undefined
}

/** The other way round only with slashes, and where it cannot be otherwise. */
function dayFirst(
  first: unknown,
  second: unknown,
  mark: unknown,
  make: (day: number, month: number) => LocalDate | undefined,
): LocalDate | undefined {
  const [one, two] = [Number(first), Number(second)]
  return mark === '/' && two > 12 ? make(two, one) : make(one, two)
}

function isClockTime(hour: unknown, minute: unknown): boolean {
  return Number(hour) < 24 && /^[0-5]\d$/.test(String(minute))
}

function fullYear(year: string): number {
  return Number(year) + (year.length === 2 ? 2000 : 0)
}

export function isoDate({ year, month, day }: LocalDate): string {
  return [String(year).padStart(4, '0'), pad(month), pad(day)].join('-')
}

/** «09:00» */
export function clockTime(hour: number, minute = 0): string {
  return `${pad(hour)}:${pad(minute)}`
}

function pad(part: number): string {
  return String(part).padStart(2, '0')
}
