import type { LocalDate } from '../../platform/local-date.ts'
import type { RangeChange } from '../day-change.ts'
import type { DaysFault } from '../typed-days.ts'

/** Where something stands in a file; events have no lines. Both from 1. */
export type Place = { kind: 'line'; number: number } | { kind: 'event'; number: number; name: string }

/** What is wrong with one row; `value`: what stands there. */
export type RowFault =
  /** Not two to four columns. */
  | { kind: 'columns' }
  | { kind: 'date'; fault: DaysFault['kind']; value: string }
  | { kind: 'unknown_kind'; value: string }
  | { kind: 'bad_name' }
  | { kind: 'hours_missing' }
  | { kind: 'hours'; fault: 'unreadable' | 'no_such_time' | 'wrong_order'; value: string }
  /** Hours for days on which nobody works. */
  | { kind: 'hours_not_wanted' }
  /** An earlier row has this day too. */
  | { kind: 'twice'; date: LocalDate; other: Place }
  | { kind: 'event_with_time' }
  | { kind: 'event_repeats' }
  /** A value in it cannot be read. */
  | { kind: 'event_broken' }
  /** An event of a calendar does not say the hours of a working day. */
  | { kind: 'working_event' }

export interface FaultyRow {
  place: Place
  fault: RowFault
}

/** What is wrong with the whole file. */
export type FileFault =
  | { kind: 'too_many_rows' }
  | { kind: 'spreadsheet' }
  | { kind: 'not_text' }
  | { kind: 'nothing_in_it' }
  /** A quotation mark that is never closed; the row it begins in. */
  | { kind: 'open_quote'; line: number }
  | { kind: 'broken_calendar' }

/** A row that can be read, and where it stands. */
export interface PlacedChange extends RangeChange {
  place: Place
}

export type DayFile =
  | { kind: 'changes'; changes: RangeChange[] }
  | { kind: 'faulty_rows'; rows: FaultyRow[] }
  | { kind: 'faulty_file'; fault: FileFault }

/** The rows of a file, each read or faulty. */
export interface ReadRows {
  changes: PlacedChange[]
  faults: FaultyRow[]
}

export const maxRows = 2_000
