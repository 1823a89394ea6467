import type { Language } from '../../platform/language.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import type { Db } from '../../platform/postgres.ts'
import { byteOrderMark, csvLines } from './export-csv.ts'
import type { ExportOrder } from './export-order.ts'
import { instantsOf } from './export-period.ts'
import { type ExportCursor, type FiledBetween, listExportedTickets } from './export-store.ts'
import { exportTexts } from './export-texts.ts'
import { type ExportCell, exportColumns } from './export-tickets.ts'
import { createXlsxFile, maxXlsxRows } from './export-xlsx.ts'

export type MadeExport =
  | { kind: 'file'; tickets: number; content: Uint8Array[] }
  /** More than Telegram takes from a bot, or more rows than fit this format. */
  | { kind: 'too_large' }

export interface ExportDeps {
  db: Db
  timezone: string
  signal: AbortSignal
}

/** The Bot API takes files up to 50 MB; the rest of the request needs some room. */
const maxFileBytes = 50 * 1024 * 1024 - 64 * 1024

/** Small enough that shaping a page does not hold up updates. */
const pageSize = 300
const momentFormats: Record<Language, string> = { ru: 'dd.mm.yyyy hh:mm', en: 'yyyy-mm-dd hh:mm' }

/** Makes the file of an export. It reads page by page and holds at most the file itself. */
export function makeExport(deps: ExportDeps, order: ExportOrder): Promise<MadeExport> {
  return order.format === 'csv' ? makeCsv(deps, order) : makeXlsx(deps, order)
}

async function makeCsv(deps: ExportDeps, { period, language }: ExportOrder): Promise<MadeExport> {
  const clock = createLocalClock(deps.timezone)
  const columns = exportColumns(language, clock)
  const head = byteOrderMark + csvLines([columns.map(({ title }) => title)], language)
  const content = [Buffer.from(head)]
  let bytes = 0
  let tickets = 0
  for await (const page of pagesOf(deps, instantsOf(period, clock))) {
    const rows = page.map((ticket) => columns.map(({ cell }) => cell(ticket)))
    const piece = Buffer.from(csvLines(rows, language))
    content.push(piece)
    tickets += page.length
    bytes += piece.byteLength
    if (bytes > maxFileBytes) return { kind: 'too_large' }
  }
  return { kind: 'file', tickets, content }
}

async function makeXlsx(deps: ExportDeps, { period, language }: ExportOrder): Promise<MadeExport> {
  const clock = createLocalClock(deps.timezone)
  const columns = exportColumns(language, clock)
  const titles = columns.map(({ title, width }) => ({ title, width }))
  const sheet = { sheet: exportTexts[language].sheet, columns: titles, momentFormat: momentFormats[language] }
  await using file = createXlsxFile(sheet, deps.signal)
  let tickets = 0
  for await (const page of pagesOf(deps, instantsOf(period, clock))) {
    tickets += page.length
    if (tickets > maxXlsxRows) return { kind: 'too_large' }
    file.add(page.map((ticket): ExportCell[] => columns.map(({ cell }) => cell(ticket))))
  }
  const content = await file.finish()
  return content.byteLength > maxFileBytes
    ? { kind: 'too_large' }
    : { kind: 'file', tickets, content: [content] }
}

async function* pagesOf({ db, signal }: ExportDeps, between: FiledBetween) {
  for (let after: ExportCursor | undefined; ; ) {
    signal.throwIfAborted()
    const page = await listExportedTickets(db, between, { after, limit: pageSize })
    if (page.length > 0) yield page
    after = page.at(-1)
    if (page.length < pageSize) return
  }
}
