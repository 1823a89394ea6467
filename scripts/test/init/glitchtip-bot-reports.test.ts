import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { createErrorReports } from '../../../bot/src/platform/error-report.ts'
import { readEnvelope } from './glitchtip-envelope-rules.ts'

test('GlitchTip reads all that the bot reports, and stops at nothing', async () => {
  const bodies: { body: Buffer; encoding: string | undefined; auth: string; path: string }[] = []
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const { 'content-encoding': encoding, 'x-sentry-auth': auth } = request.headers
    bodies.push({ body: await buffer(request), encoding, auth: String(auth), path: request.url ?? '' })
    response.end('{}')
  }
  await using server = createServer((request, response) => void take(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = Object(server.address())
  const key = 'a'.repeat(32)
  const reports = await createErrorReports({
    dsn: `http://${key}@127.0.0.1:${port}/3`,
    environment: 'prod',
    release: '1.2.3',
    instance: 'bot-1',
  })
  reports.report(new TypeError('what a person typed', { cause: new Error('because') }), { source: 'handler' })
  reports.report('no error at all', { source: 'handler', errorId: 'abc', handler: 'start' })
  await reports.close(2_000)

  const envelopes = bodies.map(({ body, encoding }) => readEnvelope(body, encoding))
  assert.deepEqual(
    envelopes.flatMap(({ types }) => types),
    ['event', 'event'],
  )
  assert.deepEqual(
    envelopes.map(({ stoppedAt }) => stoppedAt),
    [undefined, undefined],
  )
  for (const { path, auth } of bodies) {
    assert.match(path, /^\/api\/3\/envelope\/(\?|$)/)
    assert.ok(`${path} ${auth}`.includes(`sentry_key=${key}`))
  }
})
