import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { type TestContext, test } from 'node:test'
import { type WatchWish, watchBots } from '../../lib/swarm/watch-bots.ts'

/** A bot, or nginx before it: how ready it is, its errors each time that it is asked, and how it takes a canary. */
interface Behaviour {
  ready?: boolean
  errors?: number[]
  canary?: number
  leads?: boolean
}

/** Whatever answers as a bot does, and how many canaries came. */
async function listening(t: TestContext, { ready = true, errors = [0], canary = 200, leads }: Behaviour) {
  const seen = { canaries: 0 }
  const server = createServer((request, answer) => {
    request.resume()
    const [now = 0] = errors
    if (request.url === '/telegram/webhook') {
      seen.canaries += 1
      answer.writeHead(canary).end('{"fault":"no worker delivered it in time"}')
    } else if (request.url === '/readyz') answer.writeHead(ready ? 200 : 503).end()
    else if (request.url === '/metrics') {
      if (errors.length > 1) errors.shift()
      answer.end(`schoolbot_intake_leader ${leads === true ? 1 : 0}\nbot_errors_total ${now}\n`)
    } else answer.end('{"version":"1"}')
  }).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  return { seen, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` }
}

async function watched(
  t: TestContext,
  bots: Behaviour[],
  how: Partial<WatchWish> & { wasThere?: boolean } = {},
) {
  const { wasThere = false, ...wish } = how
  const all = await Promise.all(bots.map((bot) => listening(t, bot)))
  const verdict = await watchBots(
    {
      bots: all.map(({ url }, index) => ({
        ...{ name: `bot.${index + 1}`, url, wasThere, polls: bots[index]?.leads !== undefined },
      })),
      ...{ entrances: [], webhookUrl: 'https://bot.school.example', seconds: 0, logs: 'their log', ...wish },
    },
    () => 'secret',
  )
  return { verdict, canaries: all.map(({ seen }) => seen.canaries) }
}

test('a version whose bots are ready and let a canary through may stay', async (t) => {
  const nginx = await listening(t, {})
  const entrances = [{ name: 'nginx on node1', url: nginx.url }]
  const { verdict, canaries } = await watched(t, [{}, {}], { entrances })
  assert.deepEqual([verdict, canaries, nginx.seen.canaries], [{ verdict: 'passed' }, [1, 1], 1])
})

const failing: [string, Behaviour[], RegExp][] = [
  ['takes no updates', [{}, { ready: false }], /^bot\.2 takes no updates any more: their log$/],
  [
    'lets no canary through',
    [{}, { canary: 503 }],
    /^the canary has not come through bot\.2: .*503 \(no worker/,
  ],
  ['has errors', [{ errors: [4] }], /^the new version has had 4 errors already/],
]
for (const [words, bots, why] of failing) {
  test(`a version that ${words} may not`, async (t) => {
    const { verdict } = await watched(t, bots)
    assert.equal(verdict.verdict, 'failed')
    assert.match(verdict.verdict === 'failed' ? verdict.why : '', why)
  })
}

test('a version to which no way leads from outside may not stay', async (t) => {
  const { verdict } = await watched(t, [{}], {
    entrances: [{ name: 'nginx on node2', url: 'http://127.0.0.1:1' }],
  })
  assert.match(JSON.stringify(verdict), /has not come through nginx on node2: .*ECONNREFUSED/)
})

test('what bots that were there before had in all their weeks says nothing', async (t) => {
  assert.equal((await watched(t, [{ errors: [100] }], { wasThere: true })).verdict.verdict, 'passed')
  const { verdict } = await watched(t, [{ errors: [100, 105] }], { wasThere: true })
  assert.match(JSON.stringify(verdict), /has had 5 errors already/)
})

test('a bot that asks Telegram is sent no canary, which only its own container may', async (t) => {
  const { verdict, canaries } = await watched(t, [{ leads: true }, { leads: false }])
  assert.deepEqual([verdict, canaries], [{ verdict: 'passed' }, [0, 0]])
})
