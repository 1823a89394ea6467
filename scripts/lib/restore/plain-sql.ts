/**
 * The plain SQL of pg_dump, line by line. What a line is depends on those before it: one that looks like a statement may
 * be part of a text that somebody typed.
 */
export interface PlainSql {
  /** What is to be run of the line; undefined when it is left out. */
  take(line: string): string | undefined
  summary(): PlainSummary
}

export interface PlainSummary {
  serverVersion: string | undefined
  tables: string[]
  /** pg_dump wrote its last line. */
  complete: boolean
}

/** Owners and rights are those of the new place; a key for psql we give ourselves. */
const leftOut = [
  /^\\(un)?restrict [A-Za-z0-9]+$/,
  /^ALTER .+ OWNER TO [^;]+;$/,
  /^ALTER DEFAULT PRIVILEGES .+;$/,
  /^(GRANT|REVOKE) .+;$/,
]
const copyBegins = /^COPY .+ FROM stdin;$/
const tableBegins = /^CREATE (?:UNLOGGED )?TABLE (\S+) \($/

type State = { in: 'top' } | { in: 'copy' } | { in: 'statement'; quote: string | undefined }

export function readPlainSql(): PlainSql {
  let state: State = { in: 'top' }
  const found: PlainSummary = { serverVersion: undefined, tables: [], complete: false }

  function note(line: string): void {
    found.serverVersion ??= /^-- Dumped from database version (\S+)/.exec(line)?.[1]
    found.complete ||= line === '-- PostgreSQL database dump complete'
    const table = tableBegins.exec(line)?.[1]
    if (table !== undefined) found.tables.push(table)
  }

  return {
    take(line) {
      if (state.in === 'copy') {
        if (line === '\\.') state = { in: 'top' }
        return line
      }
      if (state.in === 'top') {
        note(line)
        if (leftOut.some((shape) => shape.test(line))) return undefined
        // a command of psql is no statement, and psql has been told to take none
        if (line.startsWith('\\')) return line
        if (copyBegins.test(line)) {
          state = { in: 'copy' }
          return line
        }
      }
      state = afterLine(line, state.in === 'statement' ? state.quote : undefined, state.in)
      return line
    },
    summary: () => found,
  }
}

const opening = /--|'|"|\$(?:[A-Za-z_]\w*)?\$|;/g

/** Follows quotes over the ends of lines: until one is closed, a semicolon ends nothing. */
function afterLine(line: string, open: string | undefined, before: 'top' | 'statement'): State {
  let quote = open
  let at = 0
  let begun = before === 'statement'
  while (at < line.length) {
    if (quote !== undefined) {
      const end = line.indexOf(quote, at)
      if (end < 0) return { in: 'statement', quote }
      at = end + quote.length
      quote = undefined
      continue
    }
    opening.lastIndex = at
    const match = opening.exec(line)
    const text = line.slice(at, match?.index ?? line.length)
    if (text.trim() !== '') begun = true
    if (match === null || match[0] === '--') break
    at = match.index + match[0].length
    if (match[0] === ';') begun = false
    else {
      quote = match[0]
      begun = true
    }
  }
  return begun || quote !== undefined ? { in: 'statement', quote } : { in: 'top' }
}
