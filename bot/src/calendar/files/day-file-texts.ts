import type { Texts } from '../../platform/language.ts'
import type { SchoolDayKind } from '../school-day.ts'

interface DayFileTexts {
  columns: string[]
  /** Words that are understood when the file comes back. */
  kinds: Record<SchoolDayKind | 'usual', string>
  example: Record<SchoolDayKind, string>
  exampleName: string
  /** `year`: 2026-2027. */
  exportName(year: string): string
  exportCaption(year: string): string
  exampleCaption: string
}

export const dayFileTexts: Texts<DayFileTexts> = {
  ru: {
    columns: ['Дата', 'Вид', 'Название', 'Часы'],
    kinds: { holiday: 'выходной', vacation: 'каникулы', working: 'рабочий', usual: 'как обычно' },
    example: {
      holiday: 'День народного единства',
      vacation: 'Зимние каникулы',
      working: 'Рабочая суббота',
    },
    exampleName: 'Календарь_пример.csv',
    exportName: (year) => `Календарь_${year}.csv`,
    exportCaption: (year) =>
      `🗓 Особые дни ${year} учебного года. Файл можно изменить и загрузить снова: /calendar`,
    exampleCaption: '📄 Замените эти строки своими и пришлите файл сюда.',
  },
  en: {
    columns: ['Date', 'Kind', 'Name', 'Hours'],
    kinds: { holiday: 'holiday', vacation: 'vacation', working: 'working', usual: 'usual' },
    example: { holiday: 'Unity Day', vacation: 'Winter vacation', working: 'Working Saturday' },
    exampleName: 'Calendar_example.csv',
    exportName: (year) => `Calendar_${year}.csv`,
    exportCaption: (year) =>
      `🗓 Special days of the school year ${year}. You can change the file and import it: /calendar`,
    exampleCaption: '📄 Put your own rows in place of these and send the file here.',
  },
}
