import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import type { HistoryLine } from '../../lib/deploy/history.ts'
import { tellEnd } from '../../lib/deploy/tell-deploy.ts'
import type { Settings } from '../../lib/steps/step.ts'
import { createFolderSetup } from '../init/folder-setup.ts'
import { engineInMemory } from '../replicas/engine-in-memory.ts'

const password = 'the-password-of-grafanas-admin'
const deployed: HistoryLine = {
  ...{ kind: 'deploy', release: '20261201-083000Z', outcome: 'done', environment: 'prod', version: 'v2' },
  ...{ begunAt: '2026-12-01T08:30:00.000Z', endedAt: '2026-12-01T08:31:00.000Z' },
  ...{ image: 'sha256:2', migrations: [] },
}

type Answer = (response: ServerResponse) => void

/** Tells of a deploy where this stands in Grafana's place: what it was asked, and what people were told. */
async function tell(t: TestContext, answer: Answer | undefined): Promise<{ asked: unknown[]; said: string }> {
  const asked: unknown[] = []
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, headers } = request
    asked.push({ method, url, authorization: headers.authorization, body: JSON.parse(await text(request)) })
    answer?.(response)
  }
  const server = createServer((request, response) => void handle(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => (server.closeAllConnections(), server.close()))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const env = { NOTIFY_TELEGRAM: 'false', GRAFANA_URL: 'https://school.example/grafana' }
  const { setup, folder, said, ...made } = createFolderSetup({ present: ['grafana'], url, env })
  t.after(() => made[Symbol.dispose]())
  mkdirSync(join(folder, 'secrets'))
  writeFileSync(join(folder, 'secrets/grafana_admin_password'), `${password}\n`)
  // as the real one, which has more patience
  const fetch: Settings['fetch'] = (address, init) => setup.fetch(address, { ...init, withinMs: 500 })
  const { run } = await engineInMemory([])
  await tellEnd(
    { ...run, steadyDocker: run.docker, setup: { ...setup, fetch }, at: new Date(deployed.begunAt) },
    deployed,
  )
  assert.ok(!said.join('\n').includes(password))
  return { asked, said: said.join('\n') }
}

test('Grafana gets a mark from the begin of a deploy to its end, which says what it was', async (t) => {
  const { asked, said } = await tell(t, (response) => response.end('{"message":"Annotation added","id":1}'))
  assert.deepEqual(asked, [
    {
      ...{ method: 'POST', url: '/grafana/api/annotations' },
      authorization: `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`,
      body: {
        ...{ time: Date.UTC(2026, 11, 1, 8, 30), timeEnd: Date.UTC(2026, 11, 1, 8, 31) },
        ...{ tags: ['deploy', 'done', 'prod'], text: 'deploy 20261201-083000Z v2: done' },
      },
    },
  ])
  assert.equal(said, '')
})

for (const [what, answer, words] of [
  [
    'answers 500',
    (response) => response.writeHead(500).end('{"message":"out of order"}'),
    /500: out of order/,
  ],
  ['answers what is no JSON', (response) => response.writeHead(502).end('<html>'), /Grafana answers 502/],
  ['never answers', undefined, /Grafana was not told: .*timeout/],
  ['hangs up', (response) => response.destroy(), /Grafana was not told: Grafana does not answer/],
] satisfies [string, Answer | undefined, RegExp][]) {
  test(`a Grafana that ${what} is warned of, and no deploy fails for it`, async (t) => {
    const { said } = await tell(t, answer)
    assert.match(said, /^warning: /)
    assert.match(said, words)
  })
}
