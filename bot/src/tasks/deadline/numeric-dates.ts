import { addDays, compareDates, type LocalDate, localDate } from '../../platform/local-date.ts'

/** So little behind that it is rather a slip than next year. */
const daysOfSlip = 31

/**
 * A day and a month without a year: the next such day, or the one before when that was a month ago or less. Undefined
 * when there is no such day.
 */
export function nearestDate(day: number, month: number, today: LocalDate): LocalDate | undefined {
  return [today.year - 1, today.year, today.year + 1]
    .map((year) => localDate(year, month, day))
    .find((date) => date && compareDates(date, addDays(today, -daysOfSlip)) >= 0)
}

/**
 * Writes dates in digits as chrono reads them in every language, and times with a colon: «25.12 14.30» becomes
 * «2026-12-25 14:30». The day comes before the month. Undefined for a date that no calendar has.
 */
export function rewriteNumbers(words: string, today: LocalDate): string | undefined {
  let isPossible = true
  const impossible = () => {
    isPossible = false
    return ''
  }
  const dated = words
    .replace(/(?<!\d)(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?!\d|\.\d)/g, (_, year, month, day) => {
      const date = localDate(Number(year), Number(month), Number(day))
      return date ? isoDate(date) : impossible()
    })
    .replace(/(?<![\d.:/-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/g, (_, day, dash, month, year) => {
      const date = dateOf(Number(day), Number(month), dash, (d, m) => localDate(fullYear(String(year)), m, d))
      return date ? isoDate(date) : impossible()
    })
    .replace(
      /(?<prefix>(?:^| )(?:в|at) )?(?<![\d.:/-])(\d{1,2})([./])(\d{1,2})(?!\d|[.:/]\d)/g,
      (_, prefix = '', first, dash, second) => {
        const date = dateOf(Number(first), Number(second), dash, (d, m) => nearestDate(d, m, today))
        const isTime =
          dash === '.' && String(second).length === 2 && Number(first) < 24 && Number(second) < 60
        if (isTime && (prefix !== '' || (date === undefined && Number(second) > 12)))
          return `${prefix}${clockTime(Number(first), Number(second))}`
        return date ? `${prefix}${isoDate(date)}` : impossible()
      },
    )
    // «в 14-30», and «завтра 14-30» at the end, but not «10-15 декабря»
    .replace(/(?<= )(\d{1,2})-([0-5]\d)$/g, (whole, hour, minute) =>
      Number(hour) < 24 ? clockTime(Number(hour), Number(minute)) : whole,
    )
    .replace(/(?<!\d)24:00/g, '23:59')
  return isPossible ? dated : undefined
}

/** The day first; the other way round only with slashes, and where it cannot be otherwise. */
function dateOf(
  first: number,
  second: number,
  dash: unknown,
  make: (day: number, month: number) => LocalDate | undefined,
): LocalDate | undefined {
  return dash === '/' && second > 12 ? make(second, first) : make(first, second)
}

function fullYear(year: string): number {
  return Number(year) + (year.length === 2 ? 2000 : 0)
}

export function isoDate({ year, month, day }: LocalDate): string {
  return [String(year).padStart(4, '0'), pad(month), pad(day)].join('-')
}

export function clockTime(hour: number, minute = 0): string {
  return `${pad(hour)}:${pad(minute)}`
}

function pad(part: number): string {
  return String(part).padStart(2, '0')
}
