import { addDays, type LocalDate, localDate, weekdayOf } from '../../platform/local-date.ts'
import { type DeadlineCalendar, lastWorkingDayOfWeek, sundayOf } from './deadline-calendar.ts'
import { isoDate, nearestDate } from './numeric-dates.ts'

export type Period = 'week' | 'month' | 'year'

/** The days that phrases stand for and that chrono does not know, as it reads them. Undefined: there is no such day. */
export interface PhraseDates {
  /** The last day of this period, or of the one after it; of a week the last working day that still lies ahead. */
  endOf(period: Period, which: 'this' | 'next'): string
  /** The last day of a month, from 1; of the next such month when the year is not given. */
  endOfMonth(month: number, year: number | undefined): string | undefined
  /** «25-го»: of this month, or of the next one when it lies behind. */
  dayOfMonth(day: number): string | undefined
  /** So many working days after today. */
  inWorkingDays(count: number): string | undefined
}

/** More than three years of them are too far anyway, and a calendar may know no working day at all. */
const maxDaysAhead = 1200

export function createPhraseDates(
  today: LocalDate,
  { isWorkingDay = isWeekday }: Partial<Pick<DeadlineCalendar, 'isWorkingDay'>>,
): PhraseDates {
  return {
    endOf(period, which) {
      switch (period) {
        case 'week': {
          const first = which === 'this' ? today : addDays(sundayOf(today), 1)
          return isoDate(lastWorkingDayOfWeek(first, { isWorkingDay }) ?? sundayOf(first))
        }
        case 'month':
          return isoDate(lastDayOfMonth(today.year, today.month + (which === 'this' ? 0 : 1)))
        case 'year':
          return isoDate({ year: today.year + (which === 'this' ? 0 : 1), month: 12, day: 31 })
        default:
          return period satisfies never
      }
    },
    endOfMonth(month, year) {
      if (year !== undefined) return isoDate(lastDayOfMonth(year, month))
      const { day } = lastDayOfMonth(today.year, month)
      const near = nearestDate(day, month, today)
      return near && isoDate(lastDayOfMonth(near.year, month))
    },
    dayOfMonth(day) {
      const month = today.month + (day < today.day ? 1 : 0)
      const date = localDate(today.year + (month > 12 ? 1 : 0), month > 12 ? 1 : month, day)
      return date && isoDate(date)
    },
    inWorkingDays(count) {
      let left = count
      for (let ahead = 1; ahead <= maxDaysAhead; ahead += 1) {
        const date = addDays(today, ahead)
        if (isWorkingDay(date)) left -= 1
        if (left <= 0) return isoDate(date)
      }
      return undefined
    },
  }
}

function isWeekday(date: LocalDate): boolean {
  return weekdayOf(date) <= 5
}

/** `month` may be 13: January of the year after. */
function lastDayOfMonth(year: number, month: number): LocalDate {
  const next = month >= 12 ? { year: year + 1, month: month - 11 } : { year, month: month + 1 }
  return addDays({ ...next, day: 1 }, -1)
}
