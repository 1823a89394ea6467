import type { Node } from 'libpg-query'
import { loadParser } from './load-parser.ts'

export interface Statement {
  node: Node
  /** Of the file, from 1. */
  line: number
  /** The beginning of it, on one line. */
  words: string
  /** What stands above it after "-- allowed:". */
  allowedBecause?: string
}

/** The text is none of SQL. */
export interface SyntaxFault {
  line: number
  words: string
  message: string
}

/** The statements of a migration's way up. */
export async function readStatements(file: string): Promise<Statement[] | SyntaxFault> {
  const { parse, hasSqlDetails } = await loadParser()
  const up = wayUp(file)
  const lineAt = (index: number) => file.slice(0, up.begins + index).split('\n').length
  try {
    const { stmts = [] } = await parse(up.sql)
    // the parser counts bytes
    const bytes = Buffer.from(up.sql)
    const textOf = (from: number, to?: number) => bytes.subarray(from, to).toString()
    let ended = 0
    return stmts.flatMap(({ stmt, stmt_location: from = 0, stmt_len: length }) => {
      if (stmt === undefined) return []
      // before the first one a line begins, too
      const above = `${ended === 0 ? '\n' : ''}${textOf(ended, from)}`
      ended = length === undefined ? bytes.length : from + length
      const because = allowedBecause(above)
      return {
        node: stmt,
        line: lineAt(textOf(0, from).length),
        words: shortened(textOf(from, ended)),
        ...(because === undefined ? {} : { allowedBecause: because }),
      }
    })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const at = hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0
    return { line: lineAt(at), words: shortened(up.sql.slice(at)), message: error.message }
  }
}

/** What node-pg-migrate takes for the way up, by the comments that divide a file. */
function wayUp(file: string): { sql: string; begins: number } {
  const begins = file.search(/^\s*--[\s-]*up\s+migration/im)
  const down = file.search(/^\s*--[\s-]*down\s+migration/im)
  if (begins === -1) return { sql: file, begins: 0 }
  return { sql: file.slice(begins, down < begins ? undefined : down), begins }
}

/** Only on lines of its own: what stands behind the statement before is about that one. */
function allowedBecause(above: string): string | undefined {
  const said = /\n[ \t]*--[ \t]*allowed:([^]*)$/i.exec(above)?.[1]
  return said?.replaceAll(/\s*\n\s*(--)?[ \t]*/g, ' ').trim() || undefined
}

const shownLength = 70

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= shownLength ? line : `${line.slice(0, shownLength)}…`
}
