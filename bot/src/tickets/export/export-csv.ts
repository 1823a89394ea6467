import { stringify } from 'csv-stringify/sync'
import { formatLocalDate } from '../../platform/format-date.ts'
import type { Language } from '../../platform/language.ts'
import type { LocalTime } from '../../platform/local-date.ts'
import type { ExportCell } from './export-table.ts'

/** Without it Excel takes the text for an older encoding. */
export const byteOrderMark = '\uFEFF'

/**
 * Lines of CSV as Russian Excel opens them by a double click. A cell that begins like a formula gets an apostrophe:
 * what a person typed must not be calculated.
 */
export function csvLines(rows: readonly (readonly ExportCell[])[], language: Language): string {
  const written = rows.map((row) => row.map((cell) => writtenCell(cell, language)))
  return stringify(written, { delimiter: ';', record_delimiter: 'windows', escape_formulas: true })
}

function writtenCell(cell: ExportCell, language: Language): string | number | null {
  // with a point Russian Excel takes 4.5 for the fourth of May
  if (typeof cell === 'number' && language === 'ru') return String(cell).replace('.', ',')
  return typeof cell === 'object' && cell !== null ? moments[language](cell) : cell
}

const two = (n: number) => String(n).padStart(2, '0')
const time = ({ hour, minute }: LocalTime) => `${two(hour)}:${two(minute)}`

const moments: Record<Language, (at: LocalTime) => string> = {
  ru: (at) => `${formatLocalDate(at)} ${time(at)}`,
  en: (at) => `${at.year}-${two(at.month)}-${two(at.day)} ${time(at)}`,
}
