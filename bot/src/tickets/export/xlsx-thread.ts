// The program of a thread: collects the rows of its sheets, and answers with the file. On the main thread a sheet of
// 20,000 rows would hold up every update for seconds.

import { parentPort, workerData } from 'node:worker_threads'
import writeXlsxFile, { type Cell, type Row } from 'write-excel-file/node'
import type { ExportCell } from './export-table.ts'
import type { XlsxBook, XlsxOrder } from './export-xlsx.ts'

const { sheets, momentFormat } = workerData as XlsxBook
/** A longer text makes Excel call the whole file damaged. */
const maxCellLength = 32_767

const header = {
  fontWeight: 'bold',
  backgroundColor: '#D9E2F3',
  alignVertical: 'center',
  wrap: true,
} as const
const data = sheets.map(({ columns }): Row[] => [columns.map(({ title }) => ({ value: title, ...header }))])

parentPort?.on('message', (order: XlsxOrder) => {
  if (order.kind === 'rows') data[order.sheet]?.push(...order.rows.map((row) => row.map(cellOf)))
  else void finish()
})

async function finish(): Promise<void> {
  const written = sheets.map(({ name, columns }, i) => ({
    data: data[i] ?? [],
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    dateFormat: momentFormat,
  }))
  const file = new Uint8Array(await writeXlsxFile(written).toBuffer())
  parentPort?.postMessage(file, [file.buffer])
}

/** The format has no time zones: the date is given as if the clocks of the school showed UTC. */
function cellOf(cell: ExportCell): Cell {
  if (typeof cell === 'string') return cell.slice(0, maxCellLength)
  if (typeof cell !== 'object' || cell === null) return cell
  const { year, month, day, hour, minute } = cell
  return new Date(Date.UTC(year, month - 1, day, hour, minute))
}
