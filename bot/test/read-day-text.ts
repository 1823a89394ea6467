import { faultyRowWords, fileFaultWords } from '../src/calendar/files/fault-words.ts'
import { readDayFile } from '../src/calendar/files/read-day-file.ts'
import { formatHours } from '../src/calendar/format-days.ts'
import { formatLocalDate } from '../src/platform/format-date.ts'

/** Names for days that have none. */
export const usual = { holiday: 'Выходной', vacation: 'Каникулы', working: 'Рабочий день' }

/** What a file of days is read as: its changes, its faulty rows or what is wrong with all of it. */
export function read(content: string | Buffer): string[] {
  const file = readDayFile(Buffer.from(content), usual)
  switch (file.kind) {
    case 'changes':
      return file.changes.map(({ range: { from, to }, to: what }) =>
        [
          `${formatLocalDate(from)}-${formatLocalDate(to)}`,
          what.kind,
          ...(what.kind === 'usual' ? [] : [what.name]),
          ...(what.kind === 'working' ? [formatHours(what.hours)] : []),
        ].join(' '),
      )
    case 'faulty_rows':
      return file.rows.map((row) => faultyRowWords(row, 'ru'))
    case 'faulty_file':
      return [fileFaultWords(file.fault, 'ru').html]
    default:
      return file satisfies never
  }
}

export const unity = '04.11.2026-04.11.2026 holiday День народного единства'
export const winter = '28.12.2026-10.01.2027 vacation Зимние каникулы'
