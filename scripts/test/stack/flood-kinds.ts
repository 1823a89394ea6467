import type { FloodKind } from './flood.ts'

export interface NamedFlood extends FloodKind {
  name: string
  count: number
  /** As many are at work at once; the others are answered soon. */
  share?: number
}

const letters = (count: number) => 'x'.repeat(count)

function head(line: string, ...fields: string[]): string {
  const host = fields.some((field) => field.startsWith('Host:')) ? [] : ['Host: school.test']
  return `${[line, ...host, ...fields].join('\r\n')}\r\n`
}

/** One byte is missing, and never comes. */
function unfinished(path: string, length: number, ...fields: string[]): string {
  const start = head(`POST ${path} HTTP/1.1`, 'Content-Type: application/json', ...fields)
  return `${start}Content-Length: ${length}\r\n\r\n${letters(length - 1)}`
}

const endless = (path: string, ...fields: string[]) => ({
  says: `${head(`POST ${path} HTTP/1.1`, 'Transfer-Encoding: chunked', ...fields)}\r\n`,
  forever: `4000\r\n${letters(0x4000)}\r\n`,
})

/** Asked for, begun, and never fetched. */
const unread = (path: string, ...fields: string[]) => ({
  says: `${head(`GET ${path} HTTP/1.1`, ...fields)}\r\n`,
  reads: false,
  share: 0,
})

const hook = '/telegram/webhook'
const guess = 'X-Telegram-Bot-Api-Secret-Token: a-guess'
const glitchtip = 'Host: errors.school.test'
const zip = 'Accept-Encoding: gzip'
const longHeader = Array.from({ length: 2 }, (_, index) => `X-${index}: ${letters(7_000)}`)

const grafana = { count: 200, share: 96 }
const reports = { count: 100, share: 32 }

/** What strangers can do to each published path, with a body, a header and an answer. */
export const floodKinds: NamedFlood[] = [
  { name: 'bodies of 1 MB to the webhook, no secret', count: 60, says: unfinished(hook, 2 ** 20) },
  { name: 'bodies of 1 MB to the webhook, a guess', count: 300, says: unfinished(hook, 2 ** 20, guess) },
  { name: 'bodies of 10 MB to Grafana', count: 12, says: unfinished('/grafana/', 10 * 2 ** 20) },
  { name: 'sign-ins to Grafana', ...grafana, says: unfinished('/grafana/login', 64_000) },
  { name: 'dashboards to Grafana', ...grafana, says: unfinished('/grafana/api/dashboards/db', 1_000_000) },
  { name: 'reports to GlitchTip', ...reports, says: unfinished('/api/1/envelope/', 1_000_000, glitchtip) },
  { name: 'bodies to the health page', count: 300, says: unfinished('/healthz', 16_000) },
  { name: 'bodies to no page', count: 300, says: unfinished('/nothing', 16_000) },
  { name: 'endless bodies to the webhook', count: 40, ...endless(hook, guess) },
  { name: 'endless bodies to Grafana', count: 40, ...endless('/grafana/login') },
  { name: 'endless bodies to GlitchTip', count: 40, ...endless('/api/1/store/', glitchtip) },
  { name: 'endless bodies to the health page', count: 40, ...endless('/healthz') },
  { name: 'headers that do not end', count: 1_200, says: head('GET / HTTP/1.1', ...longHeader) },
  { name: 'first bytes', count: 1_500, says: 'G' },
  { name: 'nothing at all', count: 2_500, says: '' },
  { name: 'answers of Grafana not fetched', ...grafana, ...unread('/grafana/large') },
  { name: 'answers of Grafana not fetched, packed', ...grafana, ...unread('/grafana/large', zip) },
  { name: 'answers of GlitchTip not fetched, packed', ...reports, ...unread('/large', glitchtip, zip) },
]

/** What a certificate makes dearer: each connection takes ten times as much. */
export const floodKindsOverTls: NamedFlood[] = [
  { name: 'nothing at all', count: 1_000, says: '' },
  { name: 'headers that do not end', count: 500, says: head('GET / HTTP/1.1', ...longHeader) },
  { name: 'sign-ins to Grafana', ...grafana, says: unfinished('/grafana/login', 64_000) },
  { name: 'answers of Grafana not fetched, packed', ...grafana, ...unread('/grafana/large', zip) },
].map((kind) => ({ ...kind, tls: true }))
