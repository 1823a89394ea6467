import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ExportCell, TableColumn } from './export-table.ts'

/** What the thread is told at its start. */
export interface XlsxBook {
  sheets: readonly { name: string; columns: readonly TableColumn[] }[]
  /** How Excel shows moments. */
  momentFormat: string
}

/** What the thread is told afterwards. */
export type XlsxOrder =
  | { kind: 'rows'; sheet: number; rows: readonly (readonly ExportCell[])[] }
  | { kind: 'finish' }

/** Writing this many rows takes about 250 MB for some seconds (50,000 took 480 MB): more are for CSV. */
export const maxXlsxRows = 20_000

const maxHeapMb = 400

/** Makes an XLSX file, row by row, in a thread of its own; fails when the signal aborts. Disposing of it ends the thread. */
export interface XlsxFile extends AsyncDisposable {
  /** Adds rows to a sheet, by its place among all. */
  add(sheet: number, rows: readonly (readonly ExportCell[])[]): void
  finish(): Promise<Uint8Array>
}

export function createXlsxFile(book: XlsxBook, signal: AbortSignal): XlsxFile {
  const thread = new Worker(new URL('xlsx-thread.ts', import.meta.url), {
    workerData: book,
    // neither what the process was started with nor its secrets are for this thread
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  })
  const tell = (order: XlsxOrder) => thread.postMessage(order, [])
  const file = once(thread, 'message', { signal }).then(([bytes]: unknown[]) => bytes)
  // an error before anybody waits for the file must not end the process
  file.catch(() => undefined)
  return {
    add: (sheet, rows) => tell({ kind: 'rows', sheet, rows }),
    async finish() {
      tell({ kind: 'finish' })
      const bytes = await file
      if (!(bytes instanceof Uint8Array)) throw new Error('the thread gave no file')
      return bytes
    },
    async [Symbol.asyncDispose]() {
      await thread.terminate()
    },
  }
}
