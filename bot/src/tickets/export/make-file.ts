import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { byteOrderMark, csvLines } from '../../platform/csv.ts'
import type { Language } from '../../platform/language.ts'
import type { ExportTable } from './export-table.ts'
import { createXlsxFile, maxXlsxRows } from './export-xlsx.ts'
import { createPacking } from './packing.ts'

export type MadeFile =
  /** `open` reads it from its beginning. */
  | { kind: 'file'; rows: number; open: () => Readable }
  /** More than Telegram takes from a bot, or more rows than fit this format. */
  | { kind: 'too_large' }

/** The Bot API takes files up to 50 MB; the rest of the request needs some room. */
const maxFileBytes = 50 * 1024 * 1024 - 64 * 1024

const momentFormats: Record<Language, string> = { ru: 'dd.mm.yyyy hh:mm', en: 'yyyy-mm-dd hh:mm' }

/** Makes a CSV file. It reads page by page and holds the file packed: that of 50 MB takes some five. */
export async function makeCsv(
  table: ExportTable,
  language: Language,
  signal: AbortSignal,
): Promise<MadeFile> {
  using packing = createPacking()
  const head = byteOrderMark + csvLines([table.columns.map(({ title }) => title)], language)
  await packing.add(Buffer.from(head))
  let rows = 0
  for await (const page of table.pages(signal)) {
    rows += page.length
    await packing.add(Buffer.from(csvLines(page, language)))
    if (packing.bytes > maxFileBytes) return { kind: 'too_large' }
  }
  const { pieces } = await packing.end()
  return { kind: 'file', rows, open: () => Readable.from(pieces).pipe(createInflateRaw()) }
}

/** Makes an XLSX file with a sheet for each table. It reads page by page and holds at most the file itself. */
export async function makeXlsx(
  tables: readonly ExportTable[],
  language: Language,
  signal: AbortSignal,
): Promise<MadeFile> {
  using file = createXlsxFile({ sheets: tables, momentFormat: momentFormats[language] })
  let rows = 0
  for (const table of tables) {
    for await (const page of table.pages(signal)) {
      rows += page.length
      if (rows > maxXlsxRows) return { kind: 'too_large' }
      await file.add(page)
      if (file.packedBytes > maxFileBytes) return { kind: 'too_large' }
    }
    await file.endSheet()
  }
  const pieces = await file.finish()
  return { kind: 'file', rows, open: () => Readable.from(pieces) }
}
