import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { DaysFault } from '../typed-days.ts'
import type { FileFault, Place, RowFault } from './day-file-fault.ts'

/** Plain words: they go into messages and into a file of all faults alike. */
interface ImportFaultTexts {
  place: Record<Place['kind'], (number: number, name: string) => string>
  columns: string
  date: Record<DaysFault['kind'], string>
  unknownKind: string
  badName: string
  hoursMissing: string
  hours: Record<Extract<RowFault, { kind: 'hours' }>['fault'], string>
  hoursNotWanted: string
  twice(date: string, other: string): string
  eventWithTime: string
  eventRepeats: string
  eventBroken: string
  workingEvent: string
  /** How what stands in the file is quoted. */
  quoted(value: string): string
  faulty(fileName: string, rows: number): Html
  file: Record<Exclude<FileFault['kind'], 'open_quote'>, Html> & { open_quote(line: number): Html }
  again: Html
  allInFile: string
  listName: string
}

export const importFaultTexts: Texts<ImportFaultTexts> = {
  ru: {
    place: {
      line: (number) => `Строка ${number}`,
      event: (number, name) => `Событие ${number}${name === '' ? '' : ` «${name}»`}`,
    },
    columns: 'нужно от двух до четырёх столбцов: дата; вид; название; часы',
    date: {
      unreadable: 'дата не читается, нужна такая: 31.12.2026 или 28.12.2026-10.01.2027',
      no_such_day: 'такого дня нет',
      no_year: 'нет года, нужно так: 31.12.2026',
      wrong_order: 'первый день позже последнего',
      too_long: 'период длиннее 150 дней, разделите его',
      out_of_calendar: 'календарь ведётся с 2020 по 2049 год',
    },
    unknownKind: 'такого вида нет, бывают: выходной, каникулы, рабочий, как обычно',
    badName: 'название не подойдёт: нужны слова, до 100 знаков',
    hoursMissing: 'у рабочего дня нет часов, нужно так: 9:00-14:00',
    hours: {
      unreadable: 'часы не читаются, нужно так: 9:00-14:00',
      no_such_time: 'такого времени не бывает',
      wrong_order: 'день заканчивается раньше, чем начинается',
    },
    hoursNotWanted: 'часы бывают только у рабочего дня',
    twice: (date, other) => `${date} уже есть выше (${other})`,
    eventWithTime: 'это не событие на весь день, или дата в нём неверна',
    eventRepeats: 'событие повторяется: внесите такие дни по отдельности',
    eventBroken: 'событие не читается: удалите его из файла или внесите эти дни в календаре',
    workingEvent: 'у рабочего дня должны быть часы: внесите его в календаре или через CSV',
    quoted: (value) => `«${value}»: `,
    faulty: (fileName, rows) =>
      html`⚠️ <b>${fileName}</b>\nНичего не записано, потому что есть ошибки: ${rows}.`,
    file: {
      too_many_rows: html`⚠️ В файле больше 2000 строк. Разделите его, пожалуйста, на части.`,
      spreadsheet: html`⚠️ Это книга Excel. Сохраните её, пожалуйста, как CSV («Файл → Сохранить как → CSV») и пришлите снова.`,
      not_text: html`⚠️ Это не текстовый файл. Нужна таблица CSV или календарь .ics.`,
      nothing_in_it: html`⚠️ В файле нет ни одного дня.`,
      open_quote: (line) => html`⚠️ В строке ${line} лишняя или незакрытая кавычка. Ничего не записано.`,
      broken_calendar: html`⚠️ Календарь .ics не читается: похоже, файл повреждён.`,
    },
    again: html`Исправьте, пожалуйста, и пришлите файл ещё раз.`,
    allInFile: 'Все ошибки файла',
    listName: 'Ошибки',
  },
  en: {
    place: {
      line: (number) => `Line ${number}`,
      event: (number, name) => `Event ${number}${name === '' ? '' : ` “${name}”`}`,
    },
    columns: 'two to four columns are needed: date; kind; name; hours',
    date: {
      unreadable: 'the date cannot be read, it has to be like 31.12.2026 or 28.12.2026-10.01.2027',
      no_such_day: 'there is no such day',
      no_year: 'the year is missing, it has to be like 31.12.2026',
      wrong_order: 'the first day is after the last one',
      too_long: 'more than 150 days: please divide the range',
      out_of_calendar: 'the calendar is kept from 2020 to 2049',
    },
    unknownKind: 'no such kind, there are: holiday, vacation, working, usual',
    badName: 'this name will not do: it needs words, up to 100 characters',
    hoursMissing: 'a working day needs hours such as 9:00-14:00',
    hours: {
      unreadable: 'the hours cannot be read, they have to be like 9:00-14:00',
      no_such_time: 'there is no such time',
      wrong_order: 'the day ends before it begins',
    },
    hoursNotWanted: 'only working days have hours',
    twice: (date, other) => `${date} is there already (${other})`,
    eventWithTime: 'this is no event of a whole day, or its date is wrong',
    eventRepeats: 'the event repeats: please enter such days one by one',
    eventBroken:
      'the event cannot be read: please take it out of the file, or enter its days in the calendar',
    workingEvent: 'a working day needs hours: please enter it in the calendar or by CSV',
    quoted: (value) => `“${value}”: `,
    faulty: (fileName, rows) =>
      html`⚠️ <b>${fileName}</b>\nNothing was written, because something is wrong in it: ${rows}.`,
    file: {
      too_many_rows: html`⚠️ The file has more than 2000 rows. Please divide it.`,
      spreadsheet: html`⚠️ This is an Excel workbook. Please save it as CSV (“File → Save as → CSV”) and send it again.`,
      not_text: html`⚠️ This is no text file. A CSV table or an .ics calendar is needed.`,
      nothing_in_it: html`⚠️ There is not a single day in the file.`,
      open_quote: (line) =>
        html`⚠️ Line ${line} has a quotation mark too many, or one that is not closed. Nothing was written.`,
      broken_calendar: html`⚠️ The .ics calendar cannot be read: the file seems to be damaged.`,
    },
    again: html`Please mend it and send the file again.`,
    allInFile: 'All that is wrong in the file',
    listName: 'Faults',
  },
}
