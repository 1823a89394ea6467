// Stands for the HTTP side of GlitchTip 6, which cannot be had here: the three addresses that we call, answering as its
// sources do (glitchtip/urls.py, apps/event_ingest/views.py, apps/issue_events/api/events.py). All else is 404.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type ReadEnvelope, readEnvelope } from './glitchtip-envelope-rules.ts'

/** As glitchtip-standin.py keeps it. */
export interface GlitchTipState {
  migrated?: boolean
  cacheTable?: boolean
  [model: string]: unknown
}

export interface GlitchTipServer extends AsyncDisposable {
  url: string
  /** All envelopes that were taken. */
  envelopes: ReadEnvelope[]
}

type Row = Record<string, unknown>

/** `worker`: after how long an event can be read; never for one that stands still. */
export async function startGlitchTip(options: {
  state: string
  worker?: number | 'never'
  answerTo?: (path: string) => number | undefined
}): Promise<GlitchTipServer> {
  const { worker = 50 } = options
  const envelopes: ReadEnvelope[] = []
  const readable = new Set<string>()
  const rows = (model: string): Row[] => {
    const state: Record<string, Row[]> = JSON.parse(readFileSync(options.state, 'utf8'))
    return state[model] ?? []
  }

  async function takeEnvelope(request: IncomingMessage, project: string): Promise<[number, object]> {
    if (request.method !== 'POST') return [405, { detail: 'Method not allowed' }]
    const auth = /^Sentry (.*)$/.exec(String(request.headers['x-sentry-auth']))?.[1] ?? ''
    const url = new URL(request.url ?? '', 'http://x')
    const pairs = new Map(
      auth
        .split(',')
        .map((pair): [string, string] => [pair.trim().split('=')[0] ?? '', pair.split('=')[1] ?? '']),
    )
    const key = url.searchParams.get('sentry_key') ?? pairs.get('sentry_key') ?? ''
    const isKnown = rows('ProjectKey').some(
      (row) => row['is_active'] === true && String(row['project']) === project && row['public_key'] === key,
    )
    if (!isKnown) return [403, { detail: 'Denied' }]
    let envelope: ReadEnvelope
    try {
      envelope = readEnvelope(await buffer(request), request.headers['content-encoding'])
    } catch {
      return [400, { detail: 'Invalid envelope header' }]
    }
    envelopes.push(envelope)
    for (const event of envelope.events) {
      const id = String(event['event_id'])
      if (worker !== 'never') setTimeout(() => readable.add(id), worker).unref()
    }
    return [200, envelope.eventId === undefined ? {} : { id: envelope.eventId }]
  }

  function showEvent(
    request: IncomingMessage,
    organization: string,
    project: string,
    event: string,
  ): [number, object] {
    const token = /^Bearer (\w+)$/.exec(request.headers.authorization ?? '')?.[1]
    const known = rows('APIToken').find((row) => row['token'] === token)
    if (known === undefined) return [401, { detail: 'Unauthorized' }]
    if (!String(known['scopes']).includes('event:')) return [403, { detail: 'Permission denied' }]
    const ours = rows('Project').find((row) => row['slug'] === project)
    const owner = rows('Organization').find((row) => row['slug'] === organization)
    // a number of version 7 is one of its own, which no client knows
    const isShown = readable.has(event) && event[12] !== '7' && ours?.['organization'] === owner?.['id']
    if (!isShown) return [404, { detail: 'Not Found' }]
    return [200, { id: 'f'.repeat(32), eventID: event, projectID: ours?.['id'], groupID: '7', type: 'error' }]
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '', 'http://x').pathname
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const told = options.answerTo?.(path)
    if (told !== undefined) return void answer(told, { detail: 'as the test says' })
    if (!String(request.headers.host).startsWith('127.0.0.1:')) return void answer(400, {})
    const envelope = /^\/api\/(\d+)\/envelope\/$/.exec(path)
    if (envelope !== null) return void answer(...(await takeEnvelope(request, envelope[1] ?? '')))
    const event = /^\/api\/0\/projects\/([\w-]+)\/([\w-]+)\/events\/([\w-]+)\/$/.exec(path)
    if (event !== null && request.method === 'GET') {
      return void answer(...showEvent(request, event[1] ?? '', event[2] ?? '', event[3] ?? ''))
    }
    answer(404, { detail: 'Not Found' })
  }

  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = Object(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    envelopes,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
