import type { ExportCell, TableColumn } from './export-table.ts'
import { createPacking, type Packed, type Packing } from './packing.ts'
import { frameParts, sheetEnd, sheetHead, sheetPath, sheetRows } from './xlsx-parts.ts'
import { type ArchivedFile, zipArchive } from './zip-archive.ts'

export interface XlsxBook {
  sheets: readonly { name: string; columns: readonly TableColumn[] }[]
  /** How Excel shows moments. */
  momentFormat: string
}

/** Programs for spreadsheets get slow with more on the machines of a school: more rows are for CSV. */
export const maxXlsxRows = 20_000

/** Writes an XLSX file, page by page and sheet after sheet: it holds what is packed and one page. */
export interface XlsxFile extends Disposable {
  /** So far. */
  readonly packedBytes: number
  /** Adds rows to the sheet that is being written. */
  add(rows: readonly (readonly ExportCell[])[]): Promise<void>
  /** The sheet is whole; the next one begins. */
  endSheet(): Promise<void>
  /** The pieces of the file. */
  finish(): Promise<Buffer[]>
}

export function createXlsxFile({ sheets, momentFormat }: XlsxBook): XlsxFile {
  const files: ArchivedFile[] = []
  let open: { packing: Packing; rows: number } | undefined
  let packedBytes = 0

  /** The sheet that is being written, begun when it is needed. */
  async function sheet(): Promise<{ packing: Packing; rows: number }> {
    if (open !== undefined) return open
    open = { packing: createPacking(), rows: 1 }
    await open.packing.add(Buffer.from(sheetHead(sheets[files.length]?.columns ?? [])))
    return open
  }

  function keep(name: string, packed: Packed): void {
    files.push({ name, packed })
    packedBytes += packed.packedBytes
  }

  return {
    get packedBytes() {
      return packedBytes + (open?.packing.packedBytes ?? 0)
    },
    async add(rows) {
      const current = await sheet()
      const first = current.rows + 1
      current.rows += rows.length
      await current.packing.add(Buffer.from(sheetRows(rows, first)))
    },
    async endSheet() {
      const { packing } = await sheet()
      await packing.add(Buffer.from(sheetEnd))
      const name = sheetPath(files.length)
      keep(name, await packing.end())
      open = undefined
    },
    async finish() {
      const frame = frameParts(
        sheets.map(({ name }) => name),
        momentFormat,
      )
      for (const [name, part] of frame) {
        using packing = createPacking()
        await packing.add(Buffer.from(part))
        keep(name, await packing.end())
      }
      // what says how the others are to be read comes first
      return zipArchive([...files.slice(sheets.length), ...files.slice(0, sheets.length)])
    },
    [Symbol.dispose]() {
      open?.packing[Symbol.dispose]()
    },
  }
}
