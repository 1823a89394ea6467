import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ExportCell } from './export-tickets.ts'

/** What the thread is told at its start. */
export interface XlsxSheet {
  sheet: string
  columns: readonly { title: string; width: number }[]
  /** How Excel shows moments. */
  momentFormat: string
}

/** What the thread is told afterwards. */
export type XlsxOrder = { kind: 'rows'; rows: readonly (readonly ExportCell[])[] } | { kind: 'finish' }

/** Writing this many rows takes about 250 MB for some seconds (50,000 took 480 MB): more are for CSV. */
export const maxXlsxRows = 20_000

const maxHeapMb = 400

/** Makes an XLSX file, row by row, in a thread of its own; fails when the signal aborts. Disposing of it ends the thread. */
export interface XlsxFile extends AsyncDisposable {
  add(rows: readonly (readonly ExportCell[])[]): void
  finish(): Promise<Uint8Array>
}

export function createXlsxFile(sheet: XlsxSheet, signal: AbortSignal): XlsxFile {
  const thread = new Worker(new URL('xlsx-thread.ts', import.meta.url), {
    workerData: sheet,
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
    add: (rows) => tell({ kind: 'rows', rows }),
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
