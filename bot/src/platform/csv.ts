import { stringify } from 'csv-stringify/sync'
import { formatLocalDate } from './format-date.ts'
import type { Language } from './language.ts'
import type { LocalTime } from './local-date.ts'
import { markTyped } from './typed-cells.ts'

/** Begins a file: without it Excel takes the text for an older encoding. */
export const byteOrderMark = '\uFEFF'

/** A moment is what the clocks of the school showed. */
export type CsvCell = string | number | LocalTime | null

/**
 * Lines of CSV as Russian Excel opens them by a double click: all CSV that the bot writes. Whatever was typed stays
 * within its cell, is not calculated, and is shown as it was typed.
 */
export function csvLines(rows: readonly (readonly CsvCell[])[], language: Language): string {
  return stringify(
    rows.map((row) => row.map((cell) => written(cell, language))),
    { delimiter: ';', record_delimiter: 'windows', quoted_match: /[\t\v\f\r\n\u0085\u2028\u2029]/ },
  )
}

function written(cell: CsvCell, language: Language): string | null {
  if (cell === null) return null
  if (typeof cell === 'string') return markTyped(cell)
  if (typeof cell === 'object') return moments[language](cell)
  // with a point Russian Excel takes 4.5 for the fourth of May
  return language === 'ru' ? String(cell).replace('.', ',') : String(cell)
}

const two = (n: number) => String(n).padStart(2, '0')
const time = ({ hour, minute }: LocalTime) => `${two(hour)}:${two(minute)}`

const moments: Record<Language, (at: LocalTime) => string> = {
  ru: (at) => `${formatLocalDate(at)} ${time(at)}`,
  en: (at) => `${at.year}-${two(at.month)}-${two(at.day)} ${time(at)}`,
}
