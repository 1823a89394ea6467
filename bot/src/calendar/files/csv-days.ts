import { personNameFrom } from '../../people/person-name.ts'
import { typedIn } from '../../platform/typed-cells.ts'
import type { DayKindChange, RangeChange } from '../day-change.ts'
import type { SchoolDayKind } from '../school-day.ts'
import { typedDays } from '../typed-days.ts'
import { typedHours } from '../typed-hours.ts'
import type { CsvRecord } from './csv-records.ts'
import type { ReadRows, RowFault } from './day-file-fault.ts'
import { dayKindOf } from './day-kind-words.ts'

/** Names for days that have none in the file. */
export type UsualNames = Record<SchoolDayKind, string>

/** Rows of «date or range; kind; name; hours». */
export function readCsvDays(records: readonly CsvRecord[], usual: UsualNames): ReadRows {
  const rows: ReadRows = { changes: [], faults: [] }
  for (const { line, cells } of withoutHead(records)) {
    const place = { kind: 'line', number: line } as const
    const read = readRow(cells, usual)
    if ('fault' in read) rows.faults.push({ place, fault: read.fault })
    else rows.changes.push({ place, ...read })
  }
  return rows
}

/** Excel's own first line, and titles of columns: at most one of each. */
function withoutHead(records: readonly CsvRecord[]): readonly CsvRecord[] {
  const rows = /^sep=/i.test(records[0]?.cells[0] ?? '') ? records.slice(1) : records
  const [date = '', kind = ''] = rows[0]?.cells ?? []
  const isHead = !/\d/.test(date) && dayKindOf(kind) === undefined
  return isHead ? rows.slice(1) : rows
}

function readRow(cells: readonly string[], usual: UsualNames): RangeChange | { fault: RowFault } {
  const [days = '', kindText, nameText = '', hoursText = '', ...more] = cells
  if (kindText === undefined || more.some((cell) => cell !== '')) return { fault: { kind: 'columns' } }
  const typed = typedDays(days)
  if (typed.kind !== 'days') return { fault: { kind: 'date', fault: typed.kind, value: days } }
  const kind = dayKindOf(kindText)
  if (kind === undefined) return { fault: { kind: 'unknown_kind', value: kindText } }
  const to = readKind(kind, nameText, hoursText, usual)
  return 'fault' in to ? to : { range: typed.range, to }
}

function readKind(
  kind: DayKindChange['kind'],
  nameText: string,
  hoursText: string,
  usual: UsualNames,
): DayKindChange | { fault: RowFault } {
  if (kind !== 'working' && hoursText !== '') return { fault: { kind: 'hours_not_wanted' } }
  if (kind === 'usual') return { kind }
  const name = nameText === '' ? usual[kind] : personNameFrom(typedIn(nameText))
  if (name === undefined) return { fault: { kind: 'bad_name' } }
  if (kind !== 'working') return { kind, name }
  if (hoursText === '') return { fault: { kind: 'hours_missing' } }
  const typed = typedHours(hoursText)
  if (typed.kind !== 'hours') return { fault: { kind: 'hours', fault: typed.kind, value: hoursText } }
  return { kind, name, hours: typed.hours }
}
