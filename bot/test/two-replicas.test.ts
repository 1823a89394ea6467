import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { spawnBot } from './bot-process.ts'
import { fileWithPatience } from './crowd.ts'
import { freePort, startSchool } from './school.ts'
import { until } from './until.ts'

/** Hands every webhook call to all replicas at once, as a network that doubles everything would. */
async function startDoubler(ports: number[]): Promise<{ url: string } & Disposable> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const secret = String(request.headers['x-telegram-bot-api-secret-token'])
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
      const body = Buffer.concat(chunks)
      const calls = ports.map((port) =>
        fetch(`http://127.0.0.1:${port}${request.url}`, { method: 'POST', headers, body }),
      )
      void Promise.all(calls)
        .then((answers) => Math.max(...answers.map(({ status }) => status)))
        .catch(() => 502)
        .then((status) => response.writeHead(status).end('{}'))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('two replicas get every update at the same instant: each is handled once, and a person in order', async (t) => {
  if (process.env['TEST_REDIS_URL'] === undefined)
    return t.skip(process.env['TEST_REDIS_MISSING'] ?? 'no Redis')
  await using school = await startSchool({ mode: 'webhook', redis: true })
  const people = await Promise.all([0, 1, 2, 3].map((i) => school.person(`Учитель ${i}`, 'staff')))
  await school.stop()
  // a person's claims are made under a lock until the commit, so their sequence is the order of handling
  await school.db.run(sql`alter table telegram_update add column handled bigint generated always as identity`)
  const ports = [await freePort(), await freePort()]
  using doubler = await startDoubler(ports)
  const env = (i: number) => ({
    ...school.env,
    HTTP_PORT: String(ports[i]),
    BOT_INSTANCE_ID: `replica-${i}`,
    WEBHOOK_URL: doubler.url,
  })
  await using first = spawnBot(env(0))
  await using second = spawnBot(env(1))
  await Promise.all([first.ready(), second.ready()])

  await Promise.all(
    people.map(async (person, i) => {
      for (let n = 0; n < 3; n += 1) {
        await fileWithPatience(person, `каб. ${i}-${n}`)
        for (let hello = 0; hello < 5; hello += 1) await person.send(`сообщение ${hello}`)
      }
    }),
  )
  await school.sandbox.waitUntilIdle(30_000)

  const { tickets } = await school.db.one<{ tickets: number }>(sql`select count(*) as tickets from ticket`)
  assert.equal(tickets, people.length * 3)
  const handled = new Map(
    (
      await school.db.many<{ id: number; handled: number }>(
        sql`select update_id as id, handled from telegram_update`,
      )
    ).map((row) => [row.id, row.handled]),
  )
  const updates = await school.sandbox.updateHistory(10_000)
  for (const person of people) {
    const order = updates.flatMap((update) =>
      fromOf(update) === person.id ? [handled.get(update.update_id) ?? Number.NaN] : [],
    )
    assert.ok(order.length >= 25, `${order.length} messages`)
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    )
  }
  const outcomes = await Promise.all(
    ports.map(async (port) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()),
  )
  const duplicates = outcomes.join('\n').matchAll(/bot_requests_total\{.*outcome="duplicate"\} (\d+)/g)
  const sum = [...duplicates].reduce((total, [, n]) => total + Number(n), 0)
  assert.ok(sum >= updates.length / 2, `${sum} duplicates of ${updates.length} updates were told apart`)
})

test('an update that met a killed bot comes again to the next one', async (t) => {
  if (process.env['TEST_REDIS_URL'] === undefined)
    return t.skip(process.env['TEST_REDIS_MISSING'] ?? 'no Redis')
  await using school = await startSchool({ mode: 'webhook', redis: true })
  const anna = await school.person('Анна', 'staff')
  await school.sandbox.settings({ retryScale: 0.1 })
  await school.stop()
  await using first = spawnBot(school.env)
  await first.ready()
  await anna.send('/new')
  await first.end('SIGKILL')
  await anna.send('привет')
  await using second = spawnBot(school.env)
  await second.ready()
  await until('the update that met nobody was handled', async () => {
    return (await school.sandbox.pendingUpdates()).length === 0
  })
})

function fromOf(update: Record<string, unknown>): unknown {
  const { message } = update as { message?: { from?: { id: number } } }
  return message?.from?.id
}
