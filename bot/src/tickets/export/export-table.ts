import type { LocalTime } from '../../platform/local-date.ts'

/** A moment is what the clocks of the school showed: a spreadsheet knows no time zones. */
export type ExportCell = string | number | LocalTime | null

export interface TableColumn {
  title: string
  /** In characters of a spreadsheet. */
  width: number
}

/** What a file is made of: a sheet of a spreadsheet, or a CSV file. */
export interface ExportTable {
  /** What the sheet is called. */
  name: string
  columns: readonly TableColumn[]
  /** Page by page; small pages, so that shaping one does not hold up updates. */
  pages(signal: AbortSignal): AsyncIterable<readonly (readonly ExportCell[])[]>
}
