import type { Language } from '../../platform/language.ts'
import { compareDates, type LocalDate } from '../../platform/local-date.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'
import { inRows } from '../../telegram/keyboard.ts'
import { type DaysPlan, type RangeChange, touchedBy } from '../day-change.ts'
import { lengthOf } from '../day-range.ts'
import { runsOf } from '../day-runs.ts'
import { dayWords, runWords } from '../day-words.ts'
import { formatHours, formatRange, formatWeekdayDate } from '../format-days.ts'
import { toMonthButton } from '../month-keyboard.ts'
import type { CalendarView } from '../month-view.ts'
import type { SchoolCalendar } from '../school-calendar.ts'
import type { DayRange, SchoolDay, SchoolDayKind } from '../school-day.ts'
import { createWorkingTime } from '../working-time.ts'
import { dayHoursButton, dayKindButton, dayNameButton, saveDaysButton } from './days-buttons.ts'
import { daysTexts } from './days-texts.ts'
import { packHours, suggestedHours } from './hours-choice.ts'

/** What a question about days is asked with. */
export interface DaysSurroundings {
  dialogueId: string
  calendar: SchoolCalendar
  /** Of the range in question. */
  present: readonly SchoolDay[]
  today: LocalDate
  language: Language
}

const maxRuns = 10

/** What these days are, and the question what they shall be. */
export function kindQuestion(range: DayRange, around: DaysSurroundings): CalendarView {
  const { dialogueId, calendar, present, today, language } = around
  const texts = daysTexts[language]
  const [first] = present
  const name = nameOf(range, language, today)
  const head =
    lengthOf(range) === 1
      ? texts.oneDay(
          name,
          dayWords(range.from, first, createWorkingTime(calendar), language),
          first?.source ?? null,
        )
      : joinHtml([
          texts.manyDays(name, lengthOf(range)),
          present.length > 0 && joinHtml([texts.alreadySpecial, ...runLines(present, language, today)]),
        ])
  const button = (kind: SchoolDayKind | 'usual') => ({
    text: texts.kinds[kind],
    data: dayKindButton.pack({ dialogueId, kind }),
  })
  return {
    text: joinHtml([head, texts.askKind], '\n\n'),
    keyboard: {
      inline: [
        [button('holiday'), button('vacation')],
        [button('working'), ...(present.length > 0 ? [button('usual')] : [])],
        [toMonthButton(range.from, language)],
      ],
    },
  }
}

export function dayHoursQuestion(range: DayRange, around: DaysSurroundings): CalendarView {
  const { dialogueId, calendar, today, language } = around
  const choices = suggestedHours(calendar.week).map((hours) => ({
    text: formatHours(hours),
    data: dayHoursButton.pack({ dialogueId, hours: packHours(hours) }),
  }))
  return {
    text: daysTexts[language].askHours(nameOf(range, language, today)),
    keyboard: { inline: [...inRows(choices, 2), [toMonthButton(range.from, language)]] },
  }
}

export function nameQuestion(
  range: DayRange,
  names: readonly string[],
  { dialogueId, today, language }: DaysSurroundings,
): CalendarView {
  const rows = names.map((text, number) => [{ text, data: dayNameButton.pack({ dialogueId, number }) }])
  return {
    text: daysTexts[language].askName(nameOf(range, language, today)),
    keyboard: { inline: [...rows, [toMonthButton(range.from, language)]] },
  }
}

/** What a change comes to, before it is saved. */
export function changeQuestion(
  { range, to }: RangeChange,
  plan: DaysPlan,
  around: DaysSurroundings,
): CalendarView {
  const { dialogueId, today, language } = around
  const { confirm: texts, kinds } = daysTexts[language]
  const name = to.kind === 'usual' ? '' : ` · ${to.name}`
  const hours = to.kind === 'working' ? ` · ${formatHours(to.hours)}` : ''
  const present = [...plan.replaced, ...plan.clear]
  return {
    text: joinHtml([
      texts.title(formatRange(range, language, today.year), `${kinds[to.kind]}${name}${hours}`),
      texts.touched(touchedBy(plan)),
      ...(present.length > 0 ? [texts.replaced(present.length), ...runLines(present, language, today)] : []),
      plan.keptHolidays > 0 && texts.kept(plan.keptHolidays),
    ]),
    keyboard: {
      inline: [
        [{ text: texts.yes, data: saveDaysButton.pack({ dialogueId }) }],
        [{ ...toMonthButton(range.from, language), text: texts.no }],
      ],
    },
  }
}

/** The first runs of days, and how many more there are. */
export function runLines(days: readonly SchoolDay[], language: Language, today: LocalDate): Html[] {
  const runs = runsOf(days)
  const shown = runs.slice(0, maxRuns).map((run) => runWords(run, language, today.year))
  const more = runs.length - shown.length
  return more > 0 ? [...shown, html`${daysTexts[language].andMore(more)}`] : shown
}

function nameOf(range: DayRange, language: Language, today: LocalDate): string {
  return compareDates(range.from, range.to) === 0
    ? formatWeekdayDate(range.from, language, today.year)
    : formatRange(range, language, today.year)
}
