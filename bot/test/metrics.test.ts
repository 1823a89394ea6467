import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import sql from 'sql-template-tag'
import type { Tx } from '../src/platform/postgres.ts'
import { samples, scrape } from './metric-samples.ts'
import { startSchool } from './school.ts'
import { startTcpProxy, throughProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

test('counters are there at 0 before anything happened', async () => {
  await using school = await startSchool()
  const metrics = await scrape(school.http())
  const requests = samples(metrics, 'bot_requests_total')
  assert.ok(
    [...requests.keys()].some((labels) => labels.includes('handler="new_ticket/new"')),
    'a handler that was never called',
  )
  assert.equal(samples(metrics, 'bot_errors_total').get('{source="handler"}'), 0)
})

test('the figures of orders are there at 0, and so are missed targets', async () => {
  await using school = await startSchool()
  const metrics = await until('the collectors have read', async () => {
    const text = await scrape(school.http())
    return samples(text, 'schoolbot_sla_breaches_total').size > 0 && text
  })
  for (const name of ['kpi_tasks_total', 'kpi_tasks_done', 'kpi_tasks_overdue']) {
    assert.deepEqual([...samples(metrics, name)], [['', 0]], name)
  }
  const statuses = ['issued', 'delivered', 'acknowledged', 'reported', 'returned']
  assert.deepEqual(
    samples(metrics, 'schoolbot_tasks'),
    new Map(statuses.map((is) => [`{status="${is}"}`, 0])),
  )
  const clocks = ['first_response', 'resolution']
  assert.deepEqual(
    samples(metrics, 'schoolbot_sla_breaches_total'),
    new Map(clocks.map((clock) => [`{clock="${clock}"}`, 0])),
  )
})

test('missed targets are what SQL counts, with transactions at once and after a restart', async () => {
  await using school = await startSchool()
  await school.db.run(sql`insert into person (telegram_id, name, role) values (1, 'Автор', 'staff')`)
  await school.db.run(sql`
    insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status)
    select gen_random_uuid(), 1, 1, 1, 'каб. 215', '', 'low', 'cancelled' from generate_series(1, 20)`)
  const miss = (tx: Tx, ticketId: number, kind: string) =>
    tx.run(sql`insert into ticket_event (ticket_id, kind, to_status) values (${ticketId}, ${kind}, 'new')`)
  const both = ['breach_response', 'take', 'breach_resolution']
  const missBoth = (ticketId: number) =>
    school.db.transaction(async (tx) => {
      for (const kind of ticketId % 2 === 0 ? both : both.toReversed()) await miss(tx, ticketId, kind)
    })
  await Promise.all(Array.from({ length: 20 }, (_, index) => missBoth(index + 1)))
  await school.db.transaction((tx) => miss(tx, 1, 'breach_resolution'))
  const lost = school.db.transaction(async (tx) => {
    await miss(tx, 1, 'breach_resolution')
    throw new Error('rolled back')
  })
  await assert.rejects(lost, /rolled back/)
  const counted = await school.db.many<{ kind: string; n: number }>(sql`
    select kind, count(*) as n from ticket_event where kind like 'breach\\_%' group by 1 order by 1`)
  assert.deepEqual(counted, [
    { kind: 'breach_resolution', n: 21 },
    { kind: 'breach_response', n: 20 },
  ])
  const expected = new Map([
    ['{clock="first_response"}', 20],
    ['{clock="resolution"}', 21],
  ])
  const shown = async () => samples(await scrape(school.http()), 'schoolbot_sla_breaches_total')
  const read = async () => isDeepStrictEqual(await shown(), expected)
  await until('the counter shows them', read, { withinMs: 25_000 })
  await school.stop()
  await school.start()
  const first = await until('they are read again', async () => {
    const now = await shown()
    return now.size > 0 && now
  })
  assert.deepEqual(first, expected, 'a restart shows nothing less in between')
})

test('with Postgres away /metrics answers, says which collector failed, and shows no stale gauge', async () => {
  await using proxied = await withProxy()
  const { school, proxy } = proxied
  await until(
    'the gauge is there',
    async () => samples(await scrape(school.http()), 'bot_tickets_open').size === 1,
  )
  proxy.cut()
  const metrics = await until(
    'the collector failed',
    async () => {
      const text = await scrape(school.http())
      return (
        ['tickets', 'tasks', 'sla_breaches'].every(
          (name) => samples(text, 'schoolbot_collector_success').get(`{collector="${name}"}`) === 0,
        ) && text
      )
    },
    { withinMs: 25_000 },
  )
  assert.equal(samples(metrics, 'bot_tickets_open').size, 0)
  for (const name of [
    'schoolbot_tickets',
    'kpi_tasks_total',
    'kpi_tasks_overdue',
    'schoolbot_sla_breaches_total',
  ]) {
    assert.equal(samples(metrics, name).size, 0, name)
  }
  const health = await fetch(`${school.http()}/healthz`)
  assert.equal(health.status, 503)
  proxy.restore()
  await until('it is well again', async () => (await fetch(`${school.http()}/healthz`)).status === 200, {
    withinMs: 25_000,
  })
})

test('health answers within two seconds while Postgres is silent', async () => {
  await using proxied = await withProxy()
  const { school, proxy } = proxied
  proxy.silence()
  const asked = performance.now()
  const health = await fetch(`${school.http()}/healthz`)
  assert.equal(health.status, 503)
  assert.ok(performance.now() - asked < 2_000)
  assert.equal((await fetch(`${school.http()}/livez`)).status, 200)
  proxy.restore()
})

test('promtool has no complaint beyond the names that are fixed', async (t) => {
  if (spawnSync('promtool', ['--version']).error) return t.skip('promtool is not installed')
  await using school = await startSchool()
  const { stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input: await scrape(school.http()),
    encoding: 'utf8',
  })
  const complaints = `${stdout}${stderr}`
    .split('\n')
    .filter((line) => line !== '' && !/^(kpi_|bot_|nodejs_|process_)/.test(line))
  assert.deepEqual(complaints, [])
})

async function withProxy() {
  await using started = new AsyncDisposableStack()
  const target = new URL(process.env['TEST_DATABASE_URL'] ?? '')
  const proxy = started.use(await startTcpProxy({ host: target.hostname, port: Number(target.port) }))
  const school = started.use(await startSchool({ databaseProxy: (url) => throughProxy(url, proxy) }))
  const parts = started.move()
  return { proxy, school, [Symbol.asyncDispose]: () => parts.disposeAsync() }
}
