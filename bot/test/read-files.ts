import { inflateRawSync } from 'node:zlib'

/** Rows of a CSV file with semicolons, as RFC 4180 reads them. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const cells = text.matchAll(/(?:"((?:[^"]|"")*)"|([^;\r\n"]*))(;|\r\n|$)/g)
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  // what stands behind the last line break is no row
  return rows.slice(0, -1)
}

/** Files of a zip archive by name. */
export function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  let at = archive.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
  while (at >= 0 && archive.toString('latin1', at, at + 4) === 'PK\x01\x02') {
    const method = archive.readUInt16LE(at + 10)
    const size = archive.readUInt32LE(at + 20)
    const nameLength = archive.readUInt16LE(at + 28)
    const local = archive.readUInt32LE(at + 42)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const packed = archive.subarray(start, start + size)
    files.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'))
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return files
}

export interface SheetCell {
  value: string | number
  /** Number of its format in styles.xml; undefined for the general one. */
  style: number
}

/** Cells of the first sheet of an XLSX file, by address such as B2. */
export function readXlsx(file: Buffer): { cells: Map<string, SheetCell>; files: Map<string, string> } {
  const { sheets, files } = readXlsxSheets(file)
  return { cells: sheets[0] ?? new Map(), files }
}

/** Cells of every sheet of an XLSX file, in the order of the sheets. */
export function readXlsxSheets(file: Buffer): {
  sheets: Map<string, SheetCell>[]
  files: Map<string, string>
} {
  const files = unzip(file)
  const strings = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(
    ([, si = '']) =>
      [...si.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text = '']) => unescapeXml(text)).join(''),
  )
  const sheets: Map<string, SheetCell>[] = []
  for (let n = 1; ; n += 1) {
    const sheet = files.get(`xl/worksheets/sheet${n}.xml`)
    if (sheet === undefined) return { sheets, files }
    sheets.push(cellsOf(sheet, strings))
  }
}

function cellsOf(sheet: string, strings: readonly string[]): Map<string, SheetCell> {
  const cells = new Map<string, SheetCell>()
  for (const [, attributes = '', inner = ''] of sheet.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const address = /r="(\w+)"/.exec(attributes)?.[1] ?? ''
    const style = Number(/s="(\d+)"/.exec(attributes)?.[1] ?? 0)
    const inline = /<is><t[^>]*>(.*?)<\/t><\/is>/s.exec(inner)?.[1]
    if (inline !== undefined) cells.set(address, { value: unescapeXml(inline), style })
    const raw = /<v>(.*?)<\/v>/s.exec(inner)?.[1]
    if (raw === undefined) continue
    const isShared = attributes.includes('t="s"')
    cells.set(address, { value: isShared ? (strings[Number(raw)] ?? '') : Number(raw), style })
  }
  return cells
}

function unescapeXml(text: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_whole, code?: string, name = '') =>
    code === undefined ? (named[name] ?? '') : String.fromCodePoint(Number(code)),
  )
}
