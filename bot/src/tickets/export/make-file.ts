import type { Language } from '../../platform/language.ts'
import { byteOrderMark, csvLines } from './export-csv.ts'
import type { ExportTable } from './export-table.ts'
import { createXlsxFile, maxXlsxRows } from './export-xlsx.ts'

export type MadeFile =
  | { kind: 'file'; rows: number; content: Uint8Array[] }
  /** More than Telegram takes from a bot, or more rows than fit this format. */
  | { kind: 'too_large' }

/** The Bot API takes files up to 50 MB; the rest of the request needs some room. */
const maxFileBytes = 50 * 1024 * 1024 - 64 * 1024

const momentFormats: Record<Language, string> = { ru: 'dd.mm.yyyy hh:mm', en: 'yyyy-mm-dd hh:mm' }

/** Makes a CSV file. It reads page by page and holds at most the file itself. */
export async function makeCsv(
  table: ExportTable,
  language: Language,
  signal: AbortSignal,
): Promise<MadeFile> {
  const head = byteOrderMark + csvLines([table.columns.map(({ title }) => title)], language)
  const content = [Buffer.from(head)]
  let bytes = 0
  let rows = 0
  for await (const page of table.pages(signal)) {
    const piece = Buffer.from(csvLines(page, language))
    content.push(piece)
    rows += page.length
    bytes += piece.byteLength
    if (bytes > maxFileBytes) return { kind: 'too_large' }
  }
  return { kind: 'file', rows, content }
}

/** Makes an XLSX file with a sheet for each table. */
export async function makeXlsx(
  tables: readonly ExportTable[],
  language: Language,
  signal: AbortSignal,
): Promise<MadeFile> {
  const sheets = tables.map(({ name, columns }) => ({
    name,
    columns: columns.map(({ title, width }) => ({ title, width })),
  }))
  await using file = createXlsxFile({ sheets, momentFormat: momentFormats[language] }, signal)
  let rows = 0
  for (const [sheet, table] of tables.entries()) {
    for await (const page of table.pages(signal)) {
      rows += page.length
      if (rows > maxXlsxRows) return { kind: 'too_large' }
      file.add(sheet, page)
    }
  }
  const content = await file.finish()
  return content.byteLength > maxFileBytes
    ? { kind: 'too_large' }
    : { kind: 'file', rows, content: [content] }
}
