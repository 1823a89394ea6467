import { createLocalClock } from '../../platform/local-date.ts'
import type { Db } from '../../platform/postgres.ts'
import type { ExportOrder } from './export-order.ts'
import { instantsOf } from './export-period.ts'
import { type ExportCursor, listExportedTickets } from './export-store.ts'
import type { ExportTable } from './export-table.ts'
import { exportTexts } from './export-texts.ts'
import { exportColumns } from './export-tickets.ts'
import { type MadeFile, makeCsv, makeXlsx } from './make-file.ts'

export interface ExportDeps {
  db: Db
  timezone: string
  signal: AbortSignal
}

const pageSize = 300

/** Makes the file of an export. */
export function makeExport(
  { signal, ...deps }: ExportDeps,
  { format, ...order }: ExportOrder,
): Promise<MadeFile> {
  const table = ticketTable(deps, order)
  return format === 'csv' ? makeCsv(table, order.language, signal) : makeXlsx([table], order.language, signal)
}

function ticketTable(
  { db, timezone }: Omit<ExportDeps, 'signal'>,
  { period, language }: Omit<ExportOrder, 'format'>,
): ExportTable {
  const clock = createLocalClock(timezone)
  const columns = exportColumns(language, clock)
  const between = instantsOf(period, clock)
  return {
    name: exportTexts[language].sheet,
    columns,
    async *pages(signal) {
      for (let after: ExportCursor | undefined; ; ) {
        signal.throwIfAborted()
        const page = await listExportedTickets(db, between, { after, limit: pageSize })
        if (page.length > 0) yield page.map((ticket) => columns.map(({ cell }) => cell(ticket)))
        after = page.at(-1)
        if (page.length < pageSize) return
      }
    },
  }
}
