import type { ExportCell, TableColumn } from './export-table.ts'

// The parts of a workbook as ECMA-376 (SpreadsheetML) has them. Texts stand in their cells: a table of shared ones
// would have to be held until the end.

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Numbers of cell formats in the styles. */
const styles = { header: 1, moment: 2 }
/** A longer text makes Excel call the whole file damaged. */
const maxCellLength = 32_767

export const sheetPath = (index: number) => `xl/worksheets/sheet${index + 1}.xml`

/** Every part but the sheets, by its name. */
export function frameParts(sheets: readonly string[], momentFormat: string): Map<string, string> {
  const overrides = sheets.map(
    (_, i) => `<Override PartName="/${sheetPath(i)}" ContentType="${types}.worksheet+xml"/>`,
  )
  const entries = sheets.map(
    (name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  )
  const targets = sheets.map((_, i) => relation(i + 1, 'worksheet', sheetPath(i).slice('xl/'.length)))
  return new Map([
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${overrides.join('')}</Types>`,
    ],
    ['_rels/.rels', relationsPart([relation(1, 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/workbook.xml',
      `${declaration}<workbook ${main} xmlns:r="${relations}"><sheets>${entries.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relationsPart([...targets, relation(sheets.length + 1, 'styles', 'styles.xml')]),
    ],
    ['xl/styles.xml', stylesPart(momentFormat)],
  ])
}

function relation(id: number, type: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${relations}/${type}" Target="${target}"/>`
}

function relationsPart(entries: readonly string[]): string {
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`
}

function stylesPart(momentFormat: string): string {
  const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
  return `${declaration}<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="164" formatCode="${escaped(momentFormat)}"/></numFmts><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFD9E2F3"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

/** The beginning of a sheet: the first row, with the titles, stays in sight. */
export function sheetHead(columns: readonly TableColumn[]): string {
  const widths = columns.map(
    ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  )
  const titles = columns.map(({ title }, i) => textCell(`${letters(i)}1`, title, styles.header))
  return `${declaration}<worksheet ${main}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${titles.join('')}</row>`
}

export const sheetEnd = '</sheetData></worksheet>'

/** Rows of a sheet; `first`: the number of the first of them, from 1. */
export function sheetRows(rows: readonly (readonly ExportCell[])[], first: number): string {
  return rows
    .map(
      (row, i) =>
        `<row r="${first + i}">${row.map((cell, column) => cellPart(cell, `${letters(column)}${first + i}`)).join('')}</row>`,
    )
    .join('')
}

function cellPart(cell: ExportCell, address: string): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`
  if (typeof cell === 'string') return textCell(address, cell)
  return `<c r="${address}" s="${styles.moment}"><v>${serialOf(cell)}</v></c>`
}

function textCell(address: string, text: string, style?: number): string {
  const format = style === undefined ? '' : ` s="${style}"`
  return `<c r="${address}"${format} t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, maxCellLength))}</t></is></c>`
}

/** Days since 30 December 1899. The format has no time zones: it is what the clocks of the school showed. */
function serialOf({ year, month, day, hour, minute }: Exclude<ExportCell, string | number | null>): number {
  return Date.UTC(year, month - 1, day, hour, minute) / 86_400_000 + 25_569
}

/** The name of a column, from 0: A, B, ... Z, AA. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Without what XML has no word for; `_x0041_` would be read as a code. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>"]/g, (mark) => entities[mark] ?? mark)
    .replaceAll('\r', '&#13;')
}
