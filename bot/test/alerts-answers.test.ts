import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createAlertmanager } from '../src/monitoring/alerts/alertmanager.ts'
import { readAlerts } from '../src/monitoring/alerts/read-alerts.ts'
import { createPrometheus } from '../src/monitoring/status/prometheus.ts'
import { readStack } from '../src/monitoring/status/read-stack.ts'
import { ask } from './chat.ts'
import { startSchool } from './school.ts'

/** Somebody who answers every question in his way. */
async function startAnswering(answer: (response: ServerResponse) => void) {
  let questions = 0
  const server = createServer((_request, response) => {
    questions += 1
    answer(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    questions: () => questions,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

const silence = { matchers: [], endsAt: new Date(), createdBy: 'test', comment: 'test' }
const says = (text: string) => (response: ServerResponse) => void response.end(text)

/** Megabyte after megabyte, as fast as they are taken. */
function saysTooMuch(response: ServerResponse): void {
  const megabyte = Buffer.alloc(1024 ** 2, ' ')
  let left = 50
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1
      if (!response.write(megabyte)) return void response.once('drain', more)
    }
    response.end('[]')
  }
  more()
}

const odd: [what: string, answer: (response: ServerResponse) => void, expected: object][] = [
  ['headers and no body', (response) => response.writeHead(200).flushHeaders(), { kind: 'away' }],
  ['half of a body', (response) => void response.write('[{"labels":'), { kind: 'away' }],
  ['an error', (response) => void response.writeHead(500).end('oh'), { kind: 'refused', status: 500 }],
  ['a page', says('<!doctype html><h1>Welcome</h1>'), { kind: 'strange' }],
  ['JSON of another shape', says('{"status":"success","data":{}}'), { kind: 'strange' }],
  ['JSON of a shape that is nearly right', says('[{"labels":{"alertname":1}}]'), { kind: 'strange' }],
  ['nothing', says(''), { kind: 'strange' }],
  ['more than anybody reads', saysTooMuch, { kind: 'strange' }],
  [
    'the address of another part',
    (response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    { kind: 'refused', status: 302 },
  ],
]

for (const [what, answer, expected] of odd) {
  test(`who answers ${what} is told apart, soon, and is asked once`, async () => {
    await using server = await startAnswering(answer)
    const alertmanager = createAlertmanager(server.url)
    const began = performance.now()
    const [read, made] = await Promise.all([readAlerts(alertmanager), alertmanager.silence(silence)])
    assert.deepEqual([read, made], [expected, expected])
    assert.equal(server.questions(), 3)
    const stack = await readStack(createPrometheus(server.url))
    assert.ok('kind' in expected)
    assert.deepEqual(stack, { kind: expected.kind === 'away' ? 'away' : 'strange' })
    assert.ok(performance.now() - began < 5_000)
  })
}

test('without an Alertmanager it is said how one is connected', async () => {
  await using school = await startSchool()
  const olga = await school.person('Ольга', 'admin')
  const shown = await ask(olga, '/alerts', 'Мониторинг к боту не подключён')
  assert.match(shown.text ?? '', /ALERTMANAGER_INTERNAL_URL/)
})
