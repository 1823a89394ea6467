import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../../bot/test/database.ts'
import { generateYear } from '../../bot/test/generated-year.ts'
import { insertMade } from '../../bot/test/insert-made.ts'
import { shownShare } from '../src/kpi-sql.ts'
import { committedDashboards, type Dashboard, sqlOf } from './dashboards.ts'
import { type Choice, expandSql } from './expand-macros.ts'

const year = generateYear()
const lastMonth = { from: new Date(year.until.getTime() - 30 * 86_400_000), to: year.until }
const all = { all: "'any'" }
let database: TestDatabase
let reader: pg.Client

before(async () => {
  database = await createTestDatabase()
  await insertMade(database.db, year)
  reader = await connectAsReader(database.url)
  await reader.query(`set kpi.now = '${year.until.toISOString()}'`)
})

after(async () => {
  await reader.end()
  await database[Symbol.asyncDispose]()
})

/** What a dashboard opens with, and with something chosen everywhere. */
const situations: Record<string, Record<string, Choice>[]> = {
  'schoolbot-kpi': [
    { kind: 'month', period: '2026-11-01', person: all, category: all },
    { kind: 'week', period: '2026-11-09', person: all, category: ['1', '2', '3', '4'] },
    { kind: 'school_year', period: '2026-09-01', person: ['1012', '1013'], category: all },
  ],
  'schoolbot-helpdesk': [
    { category: all, specialist: all, urgency: 'any' },
    { category: ['1', '2', '3'], specialist: ['1004', '0', '1005', '1006'], urgency: 'normal' },
  ],
}

/** The longest a person waits for a panel of a year of 5,000 tickets, on a busy machine. */
const slowestMs = 5_000

for (const dashboard of committedDashboards()) {
  for (const [index, choices] of (situations[dashboard.uid] ?? []).entries()) {
    test(`every SQL of "${dashboard.title}" returns rows to the reader of the dashboards, choice ${index + 1}`, async () => {
      const queries = sqlOf(dashboard)
      assert.ok(queries.length > 5)
      for (const { where, text } of queries) await returnsRows(where, expandSql(text, lastMonth, choices))
    })
  }
}

test('a share that is not all does not read as 100 %, and one that is not nothing not as 0 %', async () => {
  const { rows } = await reader.query<{ shown: number | null }>(
    `select ${shownShare('share')} as shown from unnest(array[null, 0, 0.01, 0.6, 50.5, 99.4, 99.99, 100]::float8[]) as share`,
  )
  assert.deepEqual(
    rows.map(({ shown }) => shown),
    [null, 0, 1, 1, 50.5, 99, 99, 100],
  )
})

test('no dashboard has SQL that these tests do not run', () => {
  const withSql = committedDashboards().filter((dashboard) => sqlOf(dashboard).length > 0)
  assert.deepEqual(withSql.map(({ uid }) => uid).toSorted(), Object.keys(situations).toSorted())
})

test('every list to choose from has a row, with a text and a value', async () => {
  for (const dashboard of committedDashboards()) {
    for (const { name, query } of sqlVariablesOf(dashboard)) {
      const rows = await returnsRows(
        `${dashboard.title} / ${name}`,
        expandSql(query, lastMonth, situations[dashboard.uid]?.[0] ?? {}),
      )
      for (const row of rows) assert.deepEqual(Object.keys(row).toSorted(), ['__text', '__value'])
    }
  }
})

test('the first period to choose is the one that goes on', async () => {
  const kpi = committedDashboards().find(({ uid }) => uid === 'schoolbot-kpi')
  assert.ok(kpi)
  const period = sqlVariablesOf(kpi).find(({ name }) => name === 'period')
  assert.ok(period)
  const first = async (kind: string) => (await rowsOf(expandSql(period.query, lastMonth, { kind })))[0]
  assert.deepEqual(await first('month'), { __value: '2026-11-01', __text: 'ноябрь 2026' })
  assert.deepEqual(await first('week'), { __value: '2026-11-16', __text: '16.11–22.11.26' })
  assert.deepEqual(await first('school_year'), { __value: '2026-09-01', __text: '2026/27' })
})

test('a school where nothing has happened yet gets empty panels and no errors', async () => {
  await using empty = await createTestDatabase()
  const client = await connectAsReader(empty.url)
  try {
    await client.query(`set kpi.now = '${year.until.toISOString()}'`)
    for (const dashboard of committedDashboards()) {
      const [choices = {}] = situations[dashboard.uid] ?? []
      for (const { text } of sqlOf(dashboard)) await client.query(expandSql(text, lastMonth, choices))
    }
  } finally {
    await client.end()
  }
})

test('on the first day every list has one row, which names nobody and hides nothing', async () => {
  await using empty = await createTestDatabase()
  // as before the first start of the bot, which writes the calendar out
  await empty.db.pool.query('truncate working_day')
  const client = await connectAsReader(empty.url)
  try {
    for (const dashboard of committedDashboards()) {
      const [choices = {}] = situations[dashboard.uid] ?? []
      const chosen = { ...choices }
      for (const { name, query, includeAll } of sqlVariablesOf(dashboard)) {
        const { rows } = await client.query(expandSql(query, lastMonth, chosen))
        const where = `${dashboard.title} / ${name}`
        assert.equal(rows.length, 1, where)
        assert.equal(rows[0]?.__text, 'пока нет', where)
        chosen[name] = includeAll ? [rows[0].__value] : rows[0].__value
      }
      for (const { where, text } of sqlOf(dashboard)) {
        await client.query(expandSql(text, lastMonth, chosen))
        // still chosen when there is something, it is what "All" stands for
        const later = expandSql(text, lastMonth, { ...chosen, period: choices['period'] ?? '' })
        assert.equal(later, expandSql(text, lastMonth, choices), where)
      }
    }
  } finally {
    await client.end()
  }
})

test('every query on single tickets says which ones', () => {
  for (const { where, text } of committedDashboards().flatMap(sqlOf)) {
    if (!/\bkpi_ticket\b/.test(text)) continue
    const isLimited = /\$__timeFilter\(k\.filed_at\)|k\.filed_at >= p\.starts|status in \('new'/.test(text)
    assert.ok(isLimited, `${where} reads all tickets there ever were`)
  }
})

test('what a person is called goes into a query as text and nothing more', () => {
  const expanded = expandSql('select ${name:sqlstring}', lastMonth, { name: "О'Нил'; drop table x; --" })
  assert.equal(expanded, "select 'О''Нил''; drop table x; --'")
})

/** With the rights and the settings of the role, but without a password: it has one for all databases of the server. */
async function connectAsReader(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ setting: string }>(
    `select unnest(rolconfig) as setting from pg_roles where rolname = 'grafana_reader'`,
  )
  assert.ok(rows.some(({ setting }) => setting === 'statement_timeout=15s'))
  for (const { setting } of rows) {
    const [name, value] = setting.split('=')
    await client.query('select set_config($1, $2, false)', [name, value])
  }
  await client.query('set session authorization grafana_reader')
  return client
}

function sqlVariablesOf(dashboard: Dashboard): { name: string; query: string; includeAll: boolean }[] {
  return (dashboard.templating?.list ?? []).flatMap(({ name, query, datasource, includeAll = false }) =>
    datasource?.uid === 'schoolbot-postgres' && typeof query === 'string'
      ? [{ name, query, includeAll }]
      : [],
  )
}

async function rowsOf(query: string): Promise<Record<string, unknown>[]> {
  return (await reader.query<Record<string, unknown>>(query)).rows
}

async function returnsRows(where: string, query: string): Promise<Record<string, unknown>[]> {
  const asked = performance.now()
  const rows = await rowsOf(query).catch((error: unknown) =>
    assert.fail(`${where}: ${String(error)}\n${query}`),
  )
  assert.ok(rows.length > 0, `${where} returns no rows:\n${query}`)
  const took = performance.now() - asked
  assert.ok(took < slowestMs, `${where} takes ${Math.round(took)} ms`)
  return rows
}
