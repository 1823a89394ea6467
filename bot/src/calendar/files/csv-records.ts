export interface CsvRecord {
  /** The line it begins in, from 1. */
  line: number
  cells: string[]
}

export type CsvRead =
  | { kind: 'records'; records: CsvRecord[] }
  | { kind: 'open_quote'; line: number }
  | { kind: 'too_many_rows' }

/** Cells and line breaks, also empty ones, to a row that may be read: tables of Excel have many at their ends. */
const partsPerRow = 16

/** Either a cell in quotation marks or one without, and what ends it. */
const cellOf = (delimiter: string) =>
  new RegExp(
    `[ ]*"([^"]*(?:""[^"]*)*)"[ ]*(${delimiter}|\\r?\\n|\\r|$)|([^${delimiter}\\r\\n]*)(${delimiter}|\\r?\\n|\\r|$)`,
    'y',
  )

/**
 * Records of a CSV file, divided by semicolons, commas or tabs; empty ones are left out. It reads no further than
 * `maxRecords`, whatever the file is made of.
 */
export function readCsv(text: string, maxRecords: number): CsvRead {
  const cell = cellOf(delimiterOf(text))
  const records: CsvRecord[] = []
  let record: CsvRecord = { line: 1, cells: [] }
  let line = 1
  let parts = 0
  while (cell.lastIndex < text.length || record.cells.length > 0) {
    const [whole, quoted, afterQuoted, plain, afterPlain] = cell.exec(text) ?? []
    const value = quoted?.replaceAll('""', '"') ?? plain
    if (whole === undefined || value === undefined) break
    // only a mark that is never closed is left to be read as a part of a plain cell
    if (plain !== undefined && /^ *"/.test(plain)) return { kind: 'open_quote', line: record.line }
    record.cells.push(value.trim())
    parts += 1
    if (parts > maxRecords * partsPerRow || records.length > maxRecords) return { kind: 'too_many_rows' }
    line += whole.match(/\r?\n|\r/g)?.length ?? 0
    const end = afterQuoted ?? afterPlain ?? ''
    if (end === '' || /[\r\n]/.test(end)) {
      if (record.cells.some((text) => text !== '')) records.push(record)
      record = { line, cells: [] }
    }
    if (end === '') break
  }
  return { kind: 'records', records }
}

/** What the first line with anything on it is divided by. */
function delimiterOf(text: string): string {
  const start = text.search(/\S/)
  if (start < 0) return ';'
  // tabs may stand before it
  const [line = ''] = /[^\r\n]*/.exec(text.slice(lastBreakBefore(text, start))) ?? []
  return [';', '\t', ','].find((delimiter) => line.includes(delimiter)) ?? ';'
}

/** Where the line of this place begins. */
function lastBreakBefore(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1
}
