import type { Texts } from '../../platform/language.ts'
import { englishPlural, russianPlural } from '../../platform/plural.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { SchoolDayKind } from '../school-day.ts'

/** How many days of each kind a file changes. */
export type DayCounts = Record<SchoolDayKind | 'usual', number>

interface ImportTexts {
  ask: Html
  example: string
  oneFile: Html
  notAFile: Html
  tooLarge: Html
  checking: Html
  unreachable: Html
  nothingNew(fileName: string): Html
  /** What a file changes. */
  title(fileName: string): Html
  summary(days: number, counts: DayCounts, range: string): Html
  replaced(days: number): Html
  kept(days: number): Html
  same(days: number): Html
  question: Html
  yes: string
  no: string
  left: string
  imported(days: number): string
  outdated: string
  waitForButton: Html
  exampleOnItsWay: string
  exportOnItsWay: string
  nothingToExport: string
}

const ruDays = (count: number) => `${count} ${russianPlural(count, 'день', 'дня', 'дней')}`
const enDays = (count: number) => `${count} ${englishPlural(count, 'day')}`

/** «12 выходных, 1 каникулярный»: those there are. */
function listed(counts: DayCounts, words: Record<keyof DayCounts, (count: number) => string>): string {
  const kinds = ['holiday', 'vacation', 'working', 'usual'] as const
  return kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${words[kind](counts[kind])}`)
    .join(', ')
}

export const importTexts: Texts<ImportTexts> = {
  ru: {
    ask: html`📥 <b>Пришлите файл с днями</b>\n\nТаблица CSV: дата или период; вид (выходной, каникулы, рабочий, как обычно); название; часы рабочего дня. Excel сохраняет её через «Файл → Сохранить как → CSV».\n<code>04.11.2026;выходной;День народного единства\n28.12.2026-10.01.2027;каникулы;Зимние каникулы\n20.02.2027;рабочий;Рабочая суббота;9:00-14:00</code>\n\nПодойдёт и календарь iCalendar (.ics): события на весь день станут выходными, а с «каникулами» в названии — каникулами.\n\nДо 2000 строк и 1 МБ. Дни, которых в файле нет, не изменятся.`,
    example: '📄 Пример файла',
    oneFile: html`Пришлите, пожалуйста, один файл.`,
    notAFile: html`Нужен файл .csv или .ics. Пришлите его, пожалуйста, как документ.`,
    tooLarge: html`Файл больше 1 МБ. Разделите его, пожалуйста, на части.`,
    checking: html`⏳ Проверяю файл…`,
    unreachable: html`😔 Не получилось скачать файл. Пришлите его, пожалуйста, ещё раз.`,
    nothingNew: (fileName) => html`📥 <b>${fileName}</b>\nВсё это уже есть в календаре: менять нечего.`,
    title: (fileName) => html`📥 <b>${fileName}</b>`,
    summary: (days, counts, range) =>
      html`${ruDays(days)}: ${listed(counts, {
        holiday: (count) => russianPlural(count, 'выходной', 'выходных', 'выходных'),
        vacation: (count) => russianPlural(count, 'каникулярный', 'каникулярных', 'каникулярных'),
        working: (count) => russianPlural(count, 'рабочий', 'рабочих', 'рабочих'),
        usual: () => 'как обычно',
      })}. Период: ${range}.`,
    replaced: (days) => html`Заменит отмеченное сейчас (${ruDays(days)}):`,
    kept: (days) => html`Выходные внутри каникул сохранят свои названия: ${ruDays(days)}.`,
    same: (days) => html`Уже так и есть: ${ruDays(days)}.`,
    question: html`Записать в календарь?`,
    yes: '✅ Записать',
    no: '✖️ Не записывать',
    left: 'Календарь остался прежним.',
    imported: (days) => `Записано: ${ruDays(days)}.`,
    outdated: 'Пока вы думали, календарь изменили. Проверьте ещё раз.',
    waitForButton: html`Нужен файл .csv или .ics. А если файл уже проверен, ответьте, пожалуйста, кнопкой под ним.`,
    exampleOnItsWay: 'Отправляю пример.',
    exportOnItsWay: 'Отправляю файл.',
    nothingToExport: 'В этом учебном году особых дней пока нет.',
  },
  en: {
    ask: html`📥 <b>Send a file with days</b>\n\nA CSV table: date or range; kind (holiday, vacation, working, usual); name; hours of a working day. Excel saves it by “File → Save as → CSV”.\n<code>04.11.2026;holiday;Unity Day\n28.12.2026-10.01.2027;vacation;Winter vacation\n20.02.2027;working;Working Saturday;9:00-14:00</code>\n\nAn iCalendar file (.ics) will do too: events of whole days become days off, those named “vacation” vacations.\n\nUp to 2000 rows and 1 MB. Days that are not in the file stay as they are.`,
    example: '📄 An example',
    oneFile: html`Please send one file.`,
    notAFile: html`A .csv or .ics file is needed. Please send it as a document.`,
    tooLarge: html`The file is larger than 1 MB. Please divide it.`,
    checking: html`⏳ Checking the file…`,
    unreachable: html`😔 The file could not be downloaded. Please send it again.`,
    nothingNew: (fileName) =>
      html`📥 <b>${fileName}</b>\nAll of this is in the calendar already: there is nothing to change.`,
    title: (fileName) => html`📥 <b>${fileName}</b>`,
    summary: (days, counts, range) =>
      html`${enDays(days)}: ${listed(counts, {
        holiday: (count) => englishPlural(count, 'holiday'),
        vacation: () => 'of vacation',
        working: () => 'working',
        usual: () => 'as usual',
      })}. Range: ${range}.`,
    replaced: (days) => html`Takes the place of what is marked now (${enDays(days)}):`,
    kept: (days) => html`Days off within vacations keep their names: ${enDays(days)}.`,
    same: (days) => html`Like that already: ${enDays(days)}.`,
    question: html`Write it into the calendar?`,
    yes: '✅ Write it',
    no: '✖️ Leave it',
    left: 'The calendar stays as it was.',
    imported: (days) => `Written: ${enDays(days)}.`,
    outdated: 'The calendar was changed while you were thinking. Please check again.',
    waitForButton: html`A .csv or .ics file is needed. If the file has been checked already, please answer with a button under it.`,
    exampleOnItsWay: 'The example is on its way.',
    exportOnItsWay: 'The file is on its way.',
    nothingToExport: 'This school year has no special days yet.',
  },
}
