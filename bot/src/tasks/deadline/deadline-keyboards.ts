import type { Language } from '../../platform/language.ts'
import { addDays, compareDates, createLocalClock, type LocalDate } from '../../platform/local-date.ts'
import type { Button } from '../../telegram/keyboard.ts'
import type { DeadlineMove } from './deadline-buttons.ts'
import {
  type DeadlineCalendar,
  endOfDayOn,
  type LocalMinute,
  lastDeadlineDay,
  lastWorkingDayOfWeek,
  nextWorkingDay,
  todayOf,
} from './deadline-calendar.ts'
import { deadlineTexts } from './deadline-texts.ts'
import { formatDeadline, formatMonthName, formatWeekday } from './format-deadline.ts'
import { type LocalMonth, monthDays } from './month-days.ts'
import { clockTime } from './numeric-dates.ts'

export interface PickerSurroundings {
  now: Date
  language: Language
  calendar: DeadlineCalendar
}

/** Writes a button of the picker that is being shown. */
export type PackDeadline = (move: DeadlineMove, when?: LocalMonth | LocalDate | LocalMinute) => string

/** Telegram takes no button without a sign on it. */
const blank = '·'
const timesOfDay = [9, 12, 15]
/** Any week will do. */
const weekdays = Array.from({ length: 7 }, (_, i) => addDays({ year: 2024, month: 1, day: 1 }, i))

/**
 * Today, tomorrow and the end of the week, as far as they lie ahead and differ; where the week has no working day
 * ahead, the next one; and the way to the calendar.
 */
export function quickRows(pack: PackDeadline, { now, language, calendar }: PickerSurroundings): Button[][] {
  const texts = deadlineTexts[language]
  const clock = createLocalClock(calendar.timeZone)
  const today = todayOf(now, clock)
  const tomorrow = addDays(today, 1)
  return [
    ...[
      { at: endOfDayOn(today, calendar), say: texts.today },
      { at: endOfDayOn(tomorrow, calendar), say: texts.tomorrow },
      ...laterChoices(today, tomorrow, { now, language, calendar }),
    ]
      .filter(({ at }) => clock.instantOf(at) > now)
      .map(({ at, say }) => [{ text: say(clockTime(at.hour, at.minute)), data: pack('at', at) }]),
    [{ text: texts.calendar, data: pack('month', today) }],
  ]
}

function laterChoices(
  today: LocalDate,
  tomorrow: LocalDate,
  { now, language, calendar }: PickerSurroundings,
): { at: LocalMinute; say: (time: string) => string }[] {
  const texts = deadlineTexts[language]
  const lastDay = lastWorkingDayOfWeek(today, calendar)
  if (lastDay && compareDates(lastDay, tomorrow) > 0) {
    const weekday = formatWeekday(lastDay, language)
    return [{ at: endOfDayOn(lastDay, calendar), say: (time) => texts.endOfWeek(`${weekday}, ${time}`) }]
  }
  const nextDay = calendar.isWorkingDay(tomorrow) ? undefined : nextWorkingDay(tomorrow, calendar)
  if (nextDay === undefined) return []
  const { timeZone } = calendar
  const at = endOfDayOn(nextDay, calendar)
  const moment = formatDeadline(createLocalClock(timeZone).instantOf(at), { now, language, timeZone })
  return [{ at, say: () => texts.nextWorkingDay(moment) }]
}

/** One month of the calendar, its weeks from Monday. Today and days off are marked. */
export function monthRows(
  pack: PackDeadline,
  month: LocalMonth,
  { now, language, calendar }: PickerSurroundings,
): Button[][] {
  const clock = createLocalClock(calendar.timeZone)
  const today = todayOf(now, clock)
  const { before, after, weeks } = monthDays(month, { from: today, to: lastDeadlineDay(today) })
  const inert = (text: string) => ({ text, data: pack('none') })
  const turn = (text: string, to: LocalMonth | undefined) =>
    to ? { text, data: pack('month', to) } : inert(blank)
  const dayButton = (date: LocalDate | undefined) => {
    if (date === undefined) return inert(blank)
    const text = dayName(date, today, calendar)
    return clock.instantOf(endOfDayOn(date, calendar)) > now ? { text, data: pack('day', date) } : inert(text)
  }
  return [
    [turn('◀️', before), inert(formatMonthName(month, language)), turn('▶️', after)],
    weekdays.map((date) => inert(formatWeekday(date, language))),
    ...weeks.map((week) => week.map(dayButton)),
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
  return [
    [...round, end]
      .filter((at) => clock.instantOf(at) > now)
      .map((at) => ({ text: clockTime(at.hour, at.minute), data: pack('at', at) })),
    [{ text: deadlineTexts[language].toMonth, data: pack('month', date) }],
  ]
}

/** Seven of them share the width of a phone: one sign more, and they break. */
function dayName(date: LocalDate, today: LocalDate, { isWorkingDay }: DeadlineCalendar): string {
  if (compareDates(date, today) === 0) return `•${date.day}`
  return isWorkingDay(date) ? String(date.day) : `${date.day}*`
}
