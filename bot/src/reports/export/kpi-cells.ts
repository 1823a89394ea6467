import type { ExportCell, TableColumn } from '../../tickets/export/export-table.ts'
import { shownShare } from '../shown-share.ts'

/** A column of a table whose rows are of one shape, with its titles in both languages. */
export interface KpiColumn<Row> {
  ru: string
  en: string
  width: number
  cell: (row: Row) => ExportCell
}

/** Working time in minutes: a number that a spreadsheet can go on counting with. */
export function minutes(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds / 60)
}

export function rounded(value: number | null, digits: number): number | null {
  return value === null ? null : Number(value.toFixed(digits))
}

/** In percent, with one decimal. */
export function share(percent: number | null): number | null {
  return percent === null ? null : shownShare(percent, 1)
}

export function titled<Row>(columns: readonly KpiColumn<Row>[], language: 'ru' | 'en'): TableColumn[] {
  return columns.map((column) => ({ title: column[language], width: column.width }))
}

export function cellsOf<Row>(columns: readonly KpiColumn<Row>[], rows: readonly Row[]): ExportCell[][] {
  return rows.map((row) => columns.map(({ cell }) => cell(row)))
}
