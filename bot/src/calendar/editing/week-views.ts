import type { Language } from '../../platform/language.ts'
import { joinHtml } from '../../telegram/html.ts'
import { type Button, inRows } from '../../telegram/keyboard.ts'
import { calendarWeekButton } from '../calendar-buttons.ts'
import { calendarTexts } from '../calendar-texts.ts'
import { formatHours, formatWeekday } from '../format-days.ts'
import { type CalendarMonth, toMonthButton } from '../month-keyboard.ts'
import type { CalendarView } from '../month-view.ts'
import type { SchoolCalendar, WorkingHours } from '../school-calendar.ts'
import { packHours, suggestedHours } from './hours-choice.ts'
import { weekdayButton, weekHoursButton } from './week-buttons.ts'
import { weekTexts } from './week-texts.ts'

type Week = SchoolCalendar['week']

/** The usual week, each day a button. */
export function weekView(week: Week, today: CalendarMonth, language: Language): CalendarView {
  const texts = weekTexts[language]
  const days = week.map((hours, index) => ({
    weekday: index + 1,
    hours: hoursWords(hours, language),
  }))
  const buttons = days.map(
    ({ weekday, hours }): Button => ({
      text: `${formatWeekday(weekday, language, 'short')} ${hours}`,
      data: weekdayButton.pack({ weekday }),
    }),
  )
  return {
    text: joinHtml(
      [
        texts.title,
        joinHtml(
          days.map(({ weekday, hours }) => texts.day(formatWeekday(weekday, language, 'long'), hours)),
        ),
        texts.hint,
      ],
      '\n\n',
    ),
    keyboard: {
      inline: [
        ...inRows(buttons, 2),
        [{ text: texts.mondayToFriday, data: weekdayButton.pack({ weekday: 0 }) }],
        [toMonthButton(today, language)],
      ],
    },
  }
}

/** The question for the hours of weekdays. */
export function hoursQuestion(
  week: Week,
  { weekdays, dialogueId }: { weekdays: readonly number[]; dialogueId: string },
  language: Language,
): CalendarView {
  const texts = weekTexts[language]
  const [weekday = 1] = weekdays
  const isOne = weekdays.length === 1
  const name = isOne ? formatWeekday(weekday, language, 'long') : texts.mondayToFriday
  const now = isOne ? texts.now(hoursWords(week[weekday - 1] ?? null, language)) : ''
  const choices = suggestedHours(week).map((hours) => ({
    text: formatHours(hours),
    data: weekHoursButton.pack({ dialogueId, hours: packHours(hours) }),
  }))
  return {
    text: texts.ask(name, now),
    keyboard: {
      inline: [
        ...inRows(choices, 2),
        [{ text: texts.off, data: weekHoursButton.pack({ dialogueId, hours: 'off' }) }],
        [{ text: texts.back, data: calendarWeekButton.pack({}) }],
      ],
    },
  }
}

function hoursWords(hours: WorkingHours | null, language: Language): string {
  return hours ? formatHours(hours) : calendarTexts[language].off(1)
}
