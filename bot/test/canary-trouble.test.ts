import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import sql from 'sql-template-tag'
import { queueMessages } from '../src/telegram/outbox.ts'
import { spawnBot } from './bot-process.ts'
import { delayCanaries, rowsAtRest, rowsOf, sendCanary } from './canaries.ts'
import { fileWithPatience } from './crowd.ts'
import { freePort, startSchool } from './school.ts'
import { startTcpProxy, throughProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

test('a canary whose process is killed before the delivery is delivered by the next one', async () => {
  await using school = await startSchool()
  const rows = await rowsAtRest(school.db)
  await school.stop()
  await delayCanaries(school.db, '2 seconds')
  await using first = spawnBot(school.env)
  await first.ready()
  const asked = sendCanary(school.http()).catch(() => 'cut off')
  await until('it is committed', async () => (await rowsOf(school.db))['owed'] === 1)
  await first.end('SIGKILL')
  assert.equal(await asked, 'cut off')
  assert.equal((await rowsOf(school.db))['claims'], 1)
  await using second = spawnBot(school.env)
  await second.ready()
  assert.deepEqual(await rowsAtRest(school.db), rows)
})

test('so is one that is killed in the middle of the delivery', async () => {
  await using school = await startSchool()
  const rows = await rowsAtRest(school.db)
  await school.stop()
  await delayCanaries(school.db, '1 second')
  await using first = spawnBot(school.env)
  await first.ready()
  const asked = sendCanary(school.http()).catch(() => 'cut off')
  await until('it is committed', async () => (await rowsOf(school.db))['owed'] === 1)
  const client = new pg.Client({ connectionString: school.databaseUrl })
  await client.connect()
  await client.query('begin')
  await client.query('select from outbox for update')
  await until('the delivery is under way', async () => {
    const { waits } = await school.db.one<{ waits: boolean }>(sql`
      select exists (select from pg_locks where not granted) as waits`)
    return waits
  })
  await first.end('SIGKILL')
  await client.end()
  assert.equal(await asked, 'cut off')
  await using second = spawnBot(school.env)
  await second.ready()
  assert.deepEqual(await rowsAtRest(school.db), rows)
})

test('many at once from two replicas arrive in the middle of work, and hinder nobody', async (t) => {
  await using school = await startSchool()
  const people = await Promise.all(
    Array.from({ length: 8 }, (_, i) => school.person(`Учитель ${i}`, 'staff')),
  )
  const other = { HTTP_PORT: String(await freePort()), BOT_INSTANCE_ID: 'second' }
  await using second = spawnBot({ ...school.env, ...other })
  await second.ready()
  const working = people.map((person, i) => fileWithPatience(person, `каб. ${i}`))
  const replicas = [school.http(), `http://127.0.0.1:${other.HTTP_PORT}`]
  const flown = await Promise.all(
    Array.from({ length: 20 }, () => replicas.map((url) => sendCanary(url))).flat(),
  )
  const late = Math.max(...flown.map(({ report }) => report.ms))
  t.diagnostic(`40 at once: the last one after ${late} ms`)
  assert.deepEqual(
    flown.filter(({ report }) => !report.arrived),
    [],
  )
  await Promise.all(working)
  const { tickets } = await school.db.one<{ tickets: number }>(sql`select count(*) as tickets from ticket`)
  assert.equal(tickets, people.length)
  assert.deepEqual(
    { ...(await rowsAtRest(school.db)), claims: 0, queues: 0, people: 0, audit: 0 },
    { claims: 0, owed: 0, jobs: 0, queues: 0, people: 0, audit: 0 },
  )
})

test('a canary does not wait for all that people are owed', async (t) => {
  await using school = await startSchool()
  const people = await Promise.all(
    Array.from({ length: 30 }, (_, i) => school.person(`Учитель ${i}`, 'staff')),
  )
  await rowsAtRest(school.db)
  await school.db.transaction((tx) =>
    queueMessages(
      tx,
      people.flatMap(({ id }) =>
        Array.from({ length: 10 }, () => ({ chatId: id, text: { html: 'новость' } })),
      ),
    ),
  )
  const { report } = await sendCanary(school.http())
  t.diagnostic(`with 300 messages owed: ${report.ms} ms`)
  assert.ok(report.arrived, report.fault)
  assert.ok(((await rowsOf(school.db))['owed'] ?? 0) > 0, 'they are owed still')
})

test('without its database a canary fails soon, and nothing of it is left when that is back', async () => {
  const target = new URL(process.env['TEST_DATABASE_URL'] ?? '')
  await using proxy = await startTcpProxy({ host: target.hostname, port: Number(target.port) })
  await using school = await startSchool({ databaseProxy: (url) => throughProxy(url, proxy) })
  const rows = await rowsAtRest(school.db)
  proxy.cut()
  const { status, report } = await sendCanary(school.http())
  assert.equal(status, 503)
  assert.match(report.fault ?? '', /^(postgres is away|the worker of this replica is stopped)$/)
  proxy.restore()
  await until('a canary arrives again', async () => (await sendCanary(school.http())).status === 200)
  await delayCanaries(school.db, '1 second')
  const asked = sendCanary(school.http())
  await until('it is committed', async () => (await rowsOf(school.db))['owed'] === 1)
  proxy.silence()
  const began = performance.now()
  assert.equal((await asked).report.fault, 'the database does not answer')
  assert.ok(performance.now() - began < 6_500)
  proxy.restore()
  assert.deepEqual(
    await until(
      'nothing is left',
      async () => {
        const now = await rowsOf(school.db)
        return now['claims'] === 0 && now['owed'] === 0 && { ...now, jobs: 0 }
      },
      { withinMs: 30_000 },
    ),
    rows,
  )
})
