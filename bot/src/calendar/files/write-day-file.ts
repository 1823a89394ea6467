import { byteOrderMark, csvLines } from '../../platform/csv.ts'
import { formatLocalDate } from '../../platform/format-date.ts'
import type { Language } from '../../platform/language.ts'
import { compareDates, type LocalDate } from '../../platform/local-date.ts'
import { oneDay, schoolYearOf } from '../day-range.ts'
import { runsOf } from '../day-runs.ts'
import { formatMinutes } from '../format-days.ts'
import type { WorkingHours } from '../school-calendar.ts'
import type { DayRange, SchoolDay } from '../school-day.ts'
import { dayFileTexts } from './day-file-texts.ts'

/** Days as a table that can be changed and read again. */
export function writeDays(days: readonly SchoolDay[], language: Language): Buffer {
  const { kinds } = dayFileTexts[language]
  return table(
    runsOf(days).map(({ from, to, day }) => [
      rangeText({ from, to }),
      kinds[day.kind],
      day.name,
      day.hours ? hoursText(day.hours) : '',
    ]),
    language,
  )
}

/** A table to fill in, with a row of each kind in the school year of this day. */
export function writeExample(today: LocalDate, language: Language): Buffer {
  const { kinds, example } = dayFileTexts[language]
  const { from, to } = schoolYearOf(today)
  const [autumn, spring] = [from.year, to.year]
  return table(
    [
      [rangeText(oneDay({ year: autumn, month: 11, day: 4 })), kinds.holiday, example.holiday, ''],
      [
        rangeText({ from: { year: autumn, month: 12, day: 28 }, to: { year: spring, month: 1, day: 10 } }),
        kinds.vacation,
        example.vacation,
        '',
      ],
      [rangeText(oneDay({ year: spring, month: 2, day: 20 })), kinds.working, example.working, '9:00-14:00'],
      [rangeText(oneDay({ year: spring, month: 5, day: 4 })), kinds.usual, '', ''],
    ],
    language,
  )
}

function table(rows: string[][], language: Language): Buffer {
  return Buffer.from(byteOrderMark + csvLines([dayFileTexts[language].columns, ...rows], language))
}

function rangeText({ from, to }: DayRange): string {
  const first = formatLocalDate(from)
  return compareDates(from, to) === 0 ? first : `${first}-${formatLocalDate(to)}`
}

function hoursText({ opens, closes }: WorkingHours): string {
  return `${formatMinutes(opens)}-${formatMinutes(closes)}`
}
