export interface CsvRecord {
  /** The line it begins in, from 1. */
  line: number
  cells: string[]
}

export type CsvRead = { kind: 'records'; records: CsvRecord[] } | { kind: 'open_quote'; line: number }

/** Either a cell in quotation marks or one without, and what ends it. */
const cellOf = (delimiter: string) =>
  new RegExp(
    `[ ]*"([^"]*(?:""[^"]*)*)"[ ]*(${delimiter}|\\r?\\n|\\r|$)|([^${delimiter}\\r\\n]*)(${delimiter}|\\r?\\n|\\r|$)`,
    'y',
  )

/** Records of a CSV file, divided by semicolons, commas or tabs; empty ones are left out. */
export function readCsv(text: string): CsvRead {
  const cell = cellOf(delimiterOf(text))
  const records: CsvRecord[] = []
  let record: CsvRecord = { line: 1, cells: [] }
  let line = 1
  while (cell.lastIndex < text.length || record.cells.length > 0) {
    const [whole, quoted, afterQuoted, plain, afterPlain] = cell.exec(text) ?? []
    const value = quoted?.replaceAll('""', '"') ?? plain
    if (whole === undefined || value === undefined) break
    // only a mark that is never closed is left to be read as a part of a plain cell
    if (plain !== undefined && /^ *"/.test(plain)) return { kind: 'open_quote', line: record.line }
    record.cells.push(value.trim())
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
  const line = text.split(/\r?\n|\r/).find((line) => line.trim() !== '') ?? ''
  return [';', '\t', ','].find((delimiter) => line.includes(delimiter)) ?? ';'
}
