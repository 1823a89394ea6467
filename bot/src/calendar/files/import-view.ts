import type { Language } from '../../platform/language.ts'
import type { LocalDate } from '../../platform/local-date.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'
import type { Keyboard } from '../../telegram/keyboard.ts'
import { type DaysPlan, datesOfPlan, touchedBy } from '../day-change.ts'
import { runsOf } from '../day-runs.ts'
import { runWords } from '../day-words.ts'
import { formatRange } from '../format-days.ts'
import { toMonthButton } from '../month-keyboard.ts'
import type { CalendarView } from '../month-view.ts'
import type { SchoolDay } from '../school-day.ts'
import { decideImportButton, exampleFileButton } from './import-buttons.ts'
import { type DayCounts, importTexts } from './import-texts.ts'

const maxRuns = 12

/** What can be done while a file is waited for. */
export function waitingKeyboard(today: LocalDate, language: Language): Keyboard {
  return {
    inline: [
      [{ text: importTexts[language].example, data: exampleFileButton.pack({}) }],
      [toMonthButton(today, language)],
    ],
  }
}

/** What a file would change, and the question whether it shall. Undefined when it would change nothing. */
export function importQuestion(
  plan: DaysPlan,
  {
    importId,
    fileName,
    today,
    language,
  }: { importId: string; fileName: string; today: LocalDate; language: Language },
): CalendarView | undefined {
  const texts = importTexts[language]
  const range = datesOfPlan(plan)
  if (range === undefined) return undefined
  const present = [...plan.replaced, ...plan.clear]
  const button = (answer: 'yes' | 'no') => ({
    text: texts[answer],
    data: decideImportButton.pack({ importId, answer }),
  })
  return {
    text: joinHtml(
      [
        joinHtml([
          texts.title(fileName),
          texts.summary(touchedBy(plan), countsOf(plan), formatRange(range, language, today.year)),
          plan.keptHolidays > 0 && texts.kept(plan.keptHolidays),
          plan.unchanged > 0 && texts.same(plan.unchanged),
        ]),
        plan.save.length > 0 && joinHtml(lines(plan.save, language, today)),
        present.length > 0 && joinHtml([texts.replaced(present.length), ...lines(present, language, today)]),
        texts.question,
      ],
      '\n\n',
    ),
    keyboard: { inline: [[button('yes'), button('no')]] },
  }
}

function countsOf({ save, clear }: DaysPlan): DayCounts {
  const counts: DayCounts = { holiday: 0, vacation: 0, working: 0, usual: clear.length }
  for (const { kind } of save) counts[kind] += 1
  return counts
}

/** The first runs of days; three dots stand for the rest. */
function lines(days: readonly SchoolDay[], language: Language, today: LocalDate): Html[] {
  const runs = runsOf(days)
  const shown = runs.slice(0, maxRuns).map((run) => runWords(run, language, today.year))
  return runs.length > shown.length ? [...shown, html`…`] : shown
}
