import { yieldsTo } from '../day-change.ts'
import { datesOf, keyOf } from '../day-range.ts'
import { readCsvDays, type UsualNames } from './csv-days.ts'
import { readCsv } from './csv-records.ts'
import {
  type DayFile,
  type FaultyRow,
  type FileFault,
  maxRows,
  type PlacedChange,
  type ReadRows,
} from './day-file-fault.ts'
import { decodeText } from './decode-text.ts'
import { readIcsDays } from './ics-days.ts'
import { eventLines } from './ics-lines.ts'

/** Reads a file of days, whatever it is called. `usual`: names for days that have none. */
export function readDayFile(bytes: Buffer, usual: UsualNames): DayFile {
  const decoded = decodeText(bytes)
  if (decoded.kind !== 'text') return faulty(decoded)
  const read = /^\s*BEGIN:VCALENDAR/i.test(decoded.text)
    ? readCalendar(decoded.text, usual)
    : readTable(decoded.text, usual)
  if ('kind' in read) return read
  const { changes, faults } = read
  if (changes.length + faults.length === 0) return faulty({ kind: 'nothing_in_it' })
  if (changes.length + faults.length > maxRows) return faulty({ kind: 'too_many_rows' })
  const rows = [...faults, ...twiceIn(changes)].toSorted((a, b) => a.place.number - b.place.number)
  if (rows.length > 0) return { kind: 'faulty_rows', rows }
  return { kind: 'changes', changes: changes.map(({ range, to }) => ({ range, to })) }
}

function readCalendar(text: string, usual: UsualNames): ReadRows | DayFile {
  const events = eventLines(text, maxRows)
  if (events === undefined) return faulty({ kind: 'too_many_rows' })
  return readIcsDays(events, usual) ?? faulty({ kind: 'broken_calendar' })
}

function readTable(text: string, usual: UsualNames): ReadRows | DayFile {
  // the two that are no rows: the line for Excel and the titles
  const csv = readCsv(text, maxRows + 2)
  return csv.kind === 'records' ? readCsvDays(csv.records, usual) : faulty(csv)
}

/** Rows with a day that an earlier row has too. A holiday within vacations is no such day. */
function twiceIn(changes: readonly PlacedChange[]): FaultyRow[] {
  const taken = new Map<number, PlacedChange>()
  const rows: FaultyRow[] = []
  for (const change of changes) {
    const dates = datesOf(change.range)
    const date = dates.find((date) => {
      const other = taken.get(keyOf(date))
      return other && !yieldsTo(change, other.to.kind) && !yieldsTo(other, change.to.kind)
    })
    const other = date && taken.get(keyOf(date))
    if (date && other) rows.push({ place: change.place, fault: { kind: 'twice', date, other: other.place } })
    for (const date of dates) {
      if (!taken.has(keyOf(date)) || change.to.kind === 'holiday') taken.set(keyOf(date), change)
    }
  }
  return rows
}

function faulty(fault: FileFault): DayFile {
  return { kind: 'faulty_file', fault }
}
