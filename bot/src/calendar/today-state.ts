import type { Language } from '../platform/language.ts'
import { addDays, createLocalClock, type LocalDate } from '../platform/local-date.ts'
import { calendarTexts } from './calendar-texts.ts'
import { formatMinutes, formatWeekdayDate } from './format-days.ts'
import type { SchoolCalendar } from './school-calendar.ts'
import { createWorkingTime } from './working-time.ts'

const daysAhead = 366

/** «Сегодня рабочий день до 18:00.» `name`: of today, when it is special. */
export function todayState(
  calendar: SchoolCalendar,
  { now, language, name }: { now: Date; language: Language; name: string | undefined },
): string {
  const texts = calendarTexts[language].today
  const { hoursOn } = createWorkingTime(calendar)
  const local = createLocalClock(calendar.timeZone).localTimeOf(now)
  const minutes = local.hour * 60 + local.minute
  const hours = hoursOn(local)
  if (hours && minutes < hours.opens)
    return texts.later(formatMinutes(hours.opens), formatMinutes(hours.closes), name)
  if (hours && minutes < hours.closes) return texts.open(formatMinutes(hours.closes), name)
  const today = hours ? texts.over : texts.off(name)
  const next = nextWorkingDay(local, hoursOn)
  if (next === undefined) return today
  const day = formatWeekdayDate(next.date, language, local.year)
  return `${today} ${texts.next(day, formatMinutes(next.opens))}`
}

function nextWorkingDay(
  today: LocalDate,
  hoursOn: (date: LocalDate) => { opens: number } | null,
): { date: LocalDate; opens: number } | undefined {
  for (let ahead = 1; ahead <= daysAhead; ahead += 1) {
    const date = addDays(today, ahead)
    const hours = hoursOn(date)
    if (hours) return { date, opens: hours.opens }
  }
  return undefined
}
