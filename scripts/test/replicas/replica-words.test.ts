import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { askReplica } from '../../lib/replicas/replica-words.ts'

const setup = { fetch: (url: string) => fetch(url) }

async function wordsOf(metrics: string, health = '{"version":"1.2.3"}', ready = 200) {
  const answers: Record<string, [number, string]> = {
    '/readyz': [ready, '{}'],
    '/healthz': [503, health],
    '/metrics': [200, metrics],
  }
  const server = createServer((request, response) => {
    const [status, text] = answers[request.url ?? ''] ?? [404, '']
    response.writeHead(status, { connection: 'close' }).end(text)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  try {
    return await askReplica(setup, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  } finally {
    server.close()
  }
}

test('a replica tells its version, whether it leads, and what it is at work on', async () => {
  const metrics = [
    '# TYPE schoolbot_updates_in_flight gauge',
    'schoolbot_updates_in_flight 3',
    'schoolbot_intake_leader 1',
    'bot_errors_total{source="http"} 2',
    'bot_errors_total{source="job"} 1',
    '',
  ].join('\n')
  assert.deepEqual(await wordsOf(metrics), {
    ...{ ready: true, version: '1.2.3', leads: true, inFlight: 3, errors: 3 },
  })
})

test('one that does not count its updates says so, and one that starts is not ready', async () => {
  const words = await wordsOf('schoolbot_intake_leader 0\n', '{"version":"1.0.0"}', 503)
  assert.deepEqual([words?.inFlight, words?.ready, words?.leads], [undefined, false, false])
})

test('one that does not answer, or not as itself, has no words', async () => {
  assert.equal(await askReplica(setup, { url: 'http://127.0.0.1:47' }), undefined)
  assert.equal(await askReplica(setup, { url: '' }), undefined)
  assert.equal(await wordsOf('', 'Bad gateway'), undefined)
})
