import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import sql from 'sql-template-tag'
import { samples, scrape } from './metric-samples.ts'
import { startSchool } from './school.ts'
import { startTcpProxy, throughProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

test('gauges equal SQL over 200,000 tickets, and a scrape does not read them', async () => {
  await using school = await startSchool()
  await school.db.run(sql`insert into person (telegram_id, name, role) values (1, 'Автор', 'specialist')`)
  // in portions: the statement timeout is that of production
  for (let portion = 0; portion < 20; portion += 1) {
    await school.db.run(sql`
      insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status, assignee_id)
      select gen_random_uuid(), 1, 1, 1 + n % 7, 'кабинет ' || n % 300, 'не работает принтер', 'normal',
        case when n > 9975 then (array['new', 'in_progress', 'waiting_for_author', 'resolved'])[1 + n % 4]
          else (array['closed', 'cancelled'])[1 + n % 2] end, 1
      from generate_series(1, 10000) n`)
  }
  const rows = await school.db.many<{ labels: string; n: number }>(sql`
    select format('{status="%s",category="%s"}', status, category_id) as labels, count(*) as n
    from ticket where status not in ('closed', 'cancelled') group by 1`)
  const expected = Object.fromEntries(rows.map(({ labels, n }) => [labels, n]))
  const metrics = await until(
    'the gauges show what SQL counts',
    async () => {
      const text = await scrape(school.http())
      return isDeepStrictEqual(Object.fromEntries(samples(text, 'schoolbot_tickets')), expected) && text
    },
    { withinMs: 25_000 },
  )
  const open = rows.filter(({ labels }) => !labels.includes('resolved')).reduce((sum, { n }) => sum + n, 0)
  assert.equal(samples(metrics, 'bot_tickets_open').get(''), open)

  const before = await statements(school.db)
  for (let i = 0; i < 50; i += 1) await scrape(school.http())
  assert.ok((await statements(school.db)) - before < 100, 'scrapes send no queries: only the timers do')
})

/** Transactions of this database so far. */
async function statements(db: { one<T>(query: ReturnType<typeof sql>): Promise<T> }): Promise<number> {
  await db.one(sql`select pg_stat_clear_snapshot()`)
  const { n } = await db.one<{ n: number }>(
    sql`select xact_commit as n from pg_stat_database where datname = current_database()`,
  )
  return n
}

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
      return samples(text, 'schoolbot_collector_success').get('{collector="tickets"}') === 0 && text
    },
    { withinMs: 25_000 },
  )
  assert.equal(samples(metrics, 'bot_tickets_open').size, 0)
  assert.equal(samples(metrics, 'schoolbot_tickets').size, 0)
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
