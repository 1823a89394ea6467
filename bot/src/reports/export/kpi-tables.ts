import type { Language } from '../../platform/language.ts'
import type { LocalClock } from '../../platform/local-date.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { ExportTable } from '../../tickets/export/export-table.ts'
import type { KpiPeriod } from '../kpi-period.ts'
import type { KpiSubject } from '../kpi-subject.ts'
import { cellsOf, type KpiColumn, titled } from './kpi-cells.ts'
import { kpiColumnTexts } from './kpi-column-texts.ts'
import type { KpiTableName } from './kpi-export-order.ts'
import {
  listExportedKpiTasks,
  listExportedKpiTickets,
  listTaskSummary,
  listTicketSummary,
  type RowsAfter,
} from './kpi-export-store.ts'
import { taskColumns, ticketColumns } from './row-columns.ts'
import { taskSummaryColumns, ticketSummaryColumns } from './summary-columns.ts'

/** Runs a read in a transaction of its own, at the moment that the export is of. */
export type ReadAtMoment = <T>(read: (tx: Tx) => Promise<T>) => Promise<T>

export interface KpiTableDeps {
  read: ReadAtMoment
  subject: KpiSubject
  period: KpiPeriod
  language: Language
  clock: LocalClock
}

const pageSize = 300

/** A table of an export. No transaction stays open while the file is made. */
export function kpiTable(table: KpiTableName, deps: KpiTableDeps): ExportTable {
  const { read, subject, period, language, clock } = deps
  const name = kpiColumnTexts[language].tables[table]
  const summary = <Row>(columns: KpiColumn<Row>[], list: (tx: Tx) => Promise<Row[]>): ExportTable => ({
    name,
    columns: titled(columns, language),
    async *pages(signal) {
      signal.throwIfAborted()
      yield cellsOf(columns, await read(list))
    },
  })
  const rows = <Row extends { id: number }>(
    columns: KpiColumn<Row>[],
    list: (tx: Tx, range: RowsAfter) => Promise<Row[]>,
  ): ExportTable => ({
    name,
    columns: titled(columns, language),
    async *pages(signal) {
      for (let after = 0; ; ) {
        signal.throwIfAborted()
        const range = { after, limit: pageSize }
        const page = await read((tx) => list(tx, range))
        if (page.length > 0) yield cellsOf(columns, page)
        after = page.at(-1)?.id ?? after
        if (page.length < pageSize) return
      }
    },
  })
  switch (table) {
    case 'task_summary':
      return summary(taskSummaryColumns(language), (tx) => listTaskSummary(tx, subject, period))
    case 'ticket_summary':
      return summary(ticketSummaryColumns(language), (tx) => listTicketSummary(tx, subject, period))
    case 'tasks':
      return rows(taskColumns(language, clock), (tx, range) =>
        listExportedKpiTasks(tx, subject, period, range),
      )
    case 'tickets':
      return rows(ticketColumns(language, clock), (tx, range) =>
        listExportedKpiTickets(tx, subject, period, range),
      )
    default:
      return table satisfies never
  }
}
