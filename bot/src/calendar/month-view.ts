import { may, type Person } from '../people/person.ts'
import { addDays, createLocalClock } from '../platform/local-date.ts'
import type { Db } from '../platform/postgres.ts'
import { type Html, html, joinHtml } from '../telegram/html.ts'
import type { Keyboard } from '../telegram/keyboard.ts'
import { listSchoolDays, loadCalendar } from './calendar-store.ts'
import { calendarTexts } from './calendar-texts.ts'
import { keyOf, maxRangeDays } from './day-range.ts'
import { runsOf } from './day-runs.ts'
import { runWords } from './day-words.ts'
import { formatMonth, formatWeek } from './format-days.ts'
import { type CalendarMonth, editorRows, monthRows } from './month-keyboard.ts'
import { todayState } from './today-state.ts'
import { createWorkingTime } from './working-time.ts'

/** Who looks at the calendar, and when. */
export interface CalendarReader {
  person: Person
  timezone: string
  now: Date
}

export function readerOf({ person, now }: { person: Person; now: Date }, timezone: string): CalendarReader {
  return { person, now, timezone }
}

export interface CalendarView {
  text: Html
  keyboard: Keyboard
}

/** A month with its special days, the usual week and how it stands today. Without a month: the one that is now. */
export async function monthView(
  db: Db,
  { person, timezone, now }: CalendarReader,
  wanted?: CalendarMonth,
): Promise<CalendarView> {
  const { language } = person
  const texts = calendarTexts[language]
  const calendar = await loadCalendar(db, timezone)
  const today = createLocalClock(timezone).localTimeOf(now)
  const { year, month } = wanted ?? today
  const first = { year, month, day: 1 }
  // so that vacations are named with all of their days
  const days = await listSchoolDays(db, {
    from: addDays(first, -maxRangeDays),
    to: addDays(first, 31 + maxRangeDays),
  })
  const runs = runsOf(days).filter(
    ({ from, to }) => monthNumber(from) <= monthNumber(first) && monthNumber(to) >= monthNumber(first),
  )
  const todaySpecial = await listSchoolDays(db, { from: today, to: today })
  const special = new Map(days.map((day) => [keyOf(day.date), day]))
  const { hoursOn } = createWorkingTime(calendar)
  const isEditor = may(person, 'manage_calendar')
  const rows = monthRows(first, {
    today,
    language,
    markOf(date) {
      if (hoursOn(date) === null) return 'off'
      return special.has(keyOf(date)) ? 'own_hours' : 'usual'
    },
  })
  const parts = [
    html`🗓 <b>${formatMonth(first, language)}</b>`,
    joinHtml([
      html`${todayState(calendar, { now, language, name: todaySpecial[0]?.name })}`,
      texts.week(formatWeek(calendar.week, language, texts.off)),
    ]),
    runs.length === 0
      ? texts.nothingSpecial
      : joinHtml(runs.map((run) => runWords(run, language, today.year))),
    joinHtml([texts.legend, !isEditor && texts.readOnly]),
  ]
  return {
    text: joinHtml(parts, '\n\n'),
    keyboard: { inline: [...rows, ...(isEditor ? editorRows(first, language) : [])] },
  }
}

function monthNumber({ year, month }: CalendarMonth): number {
  return year * 12 + month
}
