import type { Language } from '../../platform/language.ts'
import {
  addDays,
  compareDates,
  createLocalClock,
  type LocalDate,
  localDate,
  weekdayOf,
} from '../../platform/local-date.ts'
import { type Button, inRows } from '../../telegram/keyboard.ts'
import type { DeadlineMove } from './deadline-buttons.ts'
import {
  type DeadlineCalendar,
  endOfDayOn,
  type LocalMinute,
  lastDeadlineDay,
  lastWorkingDayOfWeek,
  todayOf,
} from './deadline-calendar.ts'
import { deadlineTexts } from './deadline-texts.ts'

export interface PickerSurroundings {
  now: Date
  language: Language
  calendar: DeadlineCalendar
}

export type LocalMonth = Pick<LocalDate, 'year' | 'month'>

/** Writes a button of the picker that is being shown. */
export type PackDeadline = (move: DeadlineMove, when?: LocalMonth | LocalDate | LocalMinute) => string

/** Telegram takes no button without a sign on it. */
const blank = '·'
const timesOfDay = [9, 12, 15]

/** Today, tomorrow and the end of the week, as far as they lie ahead and differ; and the way to the calendar. */
export function quickRows(pack: PackDeadline, surroundings: PickerSurroundings): Button[][] {
  const { now, language, calendar } = surroundings
  const texts = deadlineTexts[language]
  const clock = createLocalClock(calendar.timeZone)
  const today = todayOf(now, clock)
  const lastDay = lastWorkingDayOfWeek(today, calendar)
  const choices = [
    { date: today, text: texts.today },
    { date: addDays(today, 1), text: texts.tomorrow },
    ...(lastDay && compareDates(lastDay, addDays(today, 1)) > 0
      ? [
          {
            date: lastDay,
            text: (time: string) => texts.endOfWeek(`${weekdayName(lastDay, language)}, ${time}`),
          },
        ]
      : []),
  ]
  const ahead = choices
    .map(({ date, text }) => ({ at: endOfDayOn(date, calendar), text }))
    .filter(({ at }) => clock.instantOf(at) > now)
  return [
    ...ahead.map(({ at, text }) => [{ text: text(timeName(at)), data: pack('at', at) }]),
    [{ text: texts.calendar, data: pack('month', today) }],
  ]
}

/** One month, its weeks from Monday. Days that lie behind, or too far off, are blank; weeks of such days are left out. */
export function monthRows(
  pack: PackDeadline,
  { year, month }: LocalMonth,
  { now, language, calendar }: PickerSurroundings,
): Button[][] {
  const today = todayOf(now, createLocalClock(calendar.timeZone))
  const last = lastDeadlineDay(today)
  const first: LocalDate = { year, month, day: 1 }
  const before = addDays(first, -1)
  const after = monthAfter(first)
  const inert = (text: string) => ({ text, data: pack('none') })
  const turn = (text: string, to: LocalMonth) => ({ text, data: pack('month', to) })

  const buttons = Array.from({ length: 31 }, (_, i) => localDate(year, month, i + 1)).flatMap((date) => {
    if (date === undefined) return []
    if (compareDates(date, today) < 0 || compareDates(date, last) > 0) return [inert(blank)]
    return [{ text: dayName(date, today, calendar), data: pack('day', date) }]
  })
  const leading = Array.from({ length: weekdayOf(first) - 1 }, () => inert(blank))
  const trailing = Array.from({ length: (7 - ((leading.length + buttons.length) % 7)) % 7 }, () =>
    inert(blank),
  )
  const monday = { year: 2024, month: 1, day: 1 }
  const weekdays = Array.from({ length: 7 }, (_, i) => inert(weekdayName(addDays(monday, i), language)))
  return [
    [
      compareDates(before, today) < 0 ? inert(blank) : turn('◀️', before),
      inert(monthName(first, language)),
      compareDates(after, last) > 0 ? inert(blank) : turn('▶️', after),
    ],
    weekdays,
    ...inRows([...leading, ...buttons, ...trailing], 7).filter((week) =>
      week.some(({ text }) => text !== blank),
    ),
    [{ text: deadlineTexts[language].toQuick, data: pack('quick') }],
  ]
}

/** The times of one day: round ones while the school is open, and the end of its day. */
export function timeRows(
  pack: PackDeadline,
  date: LocalDate,
  { now, language, calendar }: PickerSurroundings,
): Button[][] {
  const clock = createLocalClock(calendar.timeZone)
  const end = endOfDayOn(date, calendar)
  const opens = calendar.hoursOn(date)?.opens ?? 0
  const round = timesOfDay
    .filter((hour) => hour * 60 > opens && hour * 60 < end.hour * 60 + end.minute)
    .map((hour) => ({ ...date, hour, minute: 0 }))
  const ahead = [...round, end].filter((at) => clock.instantOf(at) > now)
  return [
    ahead.map((at) => ({ text: timeName(at), data: pack('at', at) })),
    [{ text: deadlineTexts[language].toMonth, data: pack('month', date) }],
  ]
}

function dayName(date: LocalDate, today: LocalDate, { isWorkingDay }: DeadlineCalendar): string {
  if (compareDates(date, today) === 0) return `[${date.day}]`
  return isWorkingDay(date) ? String(date.day) : `(${date.day})`
}

function monthAfter({ year, month }: LocalMonth): LocalDate {
  return month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }
}

function timeName({ hour, minute }: LocalMinute): string {
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
}

function monthName(date: LocalDate, language: Language): string {
  return `${capitalised(named(date, language, { month: 'long' }), language)} ${date.year}`
}

function weekdayName(date: LocalDate, language: Language): string {
  return named(date, language, { weekday: 'short' })
}

function named({ year, month, day }: LocalDate, language: Language, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language, { ...how, timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day))
}

function capitalised(word: string, language: Language): string {
  return word.charAt(0).toLocaleUpperCase(language) + word.slice(1)
}
