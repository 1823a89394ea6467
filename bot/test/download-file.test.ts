import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { createMetrics } from '../src/platform/metrics.ts'
import { Secret } from '../src/platform/secret.ts'
import { createApi } from '../src/telegram/api.ts'
import { ApiError } from '../src/telegram/api-error.ts'
import { createDownloadFile } from '../src/telegram/download-file.ts'

const token = '123456:ABC-DEF-the-secret'

/** A server in Telegram's place that knows one file. */
async function telegramWith(
  serveFile: RequestListener,
  file: object = { file_path: 'documents/file_1.csv' },
) {
  const server = createServer((request, response) => {
    if (request.url?.startsWith(`/file/bot${token}/documents/file_1.csv`)) return serveFile(request, response)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, result: file }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const secret = new Secret(token)
  const metrics = createMetrics({ version: 'test', environment: 'local' })
  const api = createApi({ token: secret, apiRoot, metrics, hangUp: new AbortController().signal })
  const download = createDownloadFile({ api, token: secret, apiRoot, metrics })
  return {
    download: (signal = new AbortController().signal) => download('id', { maxBytes: 1_000, signal }),
    metrics: () => metrics.registry.metrics(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('the bytes of a file come as they are', async () => {
  const bytes = Buffer.from([0, 1, 254, 255])
  await using telegram = await telegramWith((_request, response) => void response.end(bytes))
  assert.deepEqual(await telegram.download(), { kind: 'file', bytes })
  assert.match(await telegram.metrics(), /method="file",result="ok"\} 1/)
})

test('a file that is too large is not read to its end, whatever Telegram said of its size', async () => {
  const endless: RequestListener = (_request, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(600)));
    }
    response.on('drain', more)
    more()
  }
  for (const file of [
    { file_path: 'documents/file_1.csv' },
    { file_path: 'documents/file_1.csv', file_size: 1_001 },
  ]) {
    await using telegram = await telegramWith(endless, file)
    assert.deepEqual(await telegram.download(), { kind: 'too_large' })
  }
})

test('what goes wrong is told in kinds, and never with the token', async () => {
  const cases: [serve: RequestListener, kind: ApiError['kind']][] = [
    [(_request, response) => void response.writeHead(404).end('{}'), 'server'],
    [(_request, response) => void response.writeHead(502).end(), 'server'],
    [(_request, response) => void response.writeHead(429).end(), 'flood'],
    [(_request, response) => void response.writeHead(401).end(), 'unauthorized'],
    [(_request, response) => void response.writeHead(403).end(), 'refused'],
    [(request) => void request.socket.destroy(), 'network'],
    [
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('half')
        setImmediate(() => request.socket.destroy())
      },
      'network',
    ],
  ]
  for (const [serve, kind] of cases) {
    await using telegram = await telegramWith(serve)
    await assert.rejects(telegram.download(), (error) => {
      assert.ok(error instanceof ApiError)
      assert.equal(error.kind, kind)
      assert.ok(!inspect(error, { depth: 9 }).includes('secret'))
      return true
    })
  }
  await using nowhere = await telegramWith(() => undefined, {})
  await assert.rejects(nowhere.download(), { kind: 'refused' })
})

test('a download ends when the process does', async () => {
  await using telegram = await telegramWith(() => undefined)
  await assert.rejects(telegram.download(AbortSignal.timeout(50)), { kind: 'network' })
})
