import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { endLongReaders } from '../src/http/dashboard-readers-store.ts'
import { createDatabase } from '../src/platform/postgres.ts'
import { html } from '../src/telegram/html.ts'
import { queueMessages } from '../src/telegram/outbox.ts'
import { claimUpdate } from '../src/telegram/updates-store.ts'
import { ask, connect, createOwnedDatabase, fence, type OwnedDatabase, refusalOf } from './dashboard-login.ts'
import { harmless, reachedByAll } from './reader-functions.ts'
import { readerStatements } from './reader-statements.ts'
import { until } from './until.ts'

let school: OwnedDatabase
before(async () => {
  school = await createOwnedDatabase('superuser')
})
after(() => school[Symbol.asyncDispose]())

const denied = '42501'

test('the migration is the file that a superuser runs, byte for byte', () => {
  const migration = readFileSync(
    join(import.meta.dirname, '..', 'migrations', '0012_reader_fence.sql'),
    'utf8',
  )
  assert.ok(migration.includes(fence))
})

test('the reader of the dashboards is refused whatever acts, also when he asks for the right to write', async () => {
  await using client = await connect(school.readerUrl)
  await client.query('set default_transaction_read_only = off')
  for (const [statement, code = denied] of readerStatements) {
    assert.equal(await refusalOf(client, statement), code, statement)
  }
})

test('of what Postgres lets everybody call, all that acts is known', async () => {
  const names = (await ask(school.readerUrl, [reachedByAll])).map(({ name }) => String(name))
  assert.ok(names.length > 50)
  // a newer Postgres may bring another: look at what it does, and take it away or name it here
  assert.deepEqual(
    names.filter((name) => !harmless.test(name)),
    [],
  )
})

test('the bot keeps what is taken from all others, and works', async () => {
  assert.deepEqual(school.warnings, [])
  const db = createDatabase({ url: school.ownerUrl, max: 1 })
  try {
    await db.transaction(async (tx) => {
      assert.equal(await claimUpdate(tx, 1, 1), true)
      await queueMessages(tx, [{ chatId: 1, text: html`привет` }])
    })
  } finally {
    await db.pool.end()
  }
  await ask(school.ownerUrl, [
    'select pg_try_advisory_lock(1001, 0)',
    'do $$ begin perform 1; end $$',
    'create function loops() returns void language plpgsql as $$ begin perform 1; end $$',
    'drop function loops()',
  ])
})

test('his temporary files are bounded, and he cannot change that', async () => {
  await using client = await connect(school.readerUrl)
  await client.query(`set work_mem = '64kB'`)
  const sorted = `select max(line) from (
    select repeat('x', 200) || n as line from generate_series(1, 500000) as n order by n desc offset 0) as all_rows`
  await assert.rejects(client.query(sorted), { code: '53400' })
})

test('a transaction of his that goes on is ended, whatever he has set; a short one is not', async () => {
  const db = createDatabase({ url: school.ownerUrl, max: 1 })
  try {
    await using client = await connect(school.readerUrl)
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0')
    await client.query('begin; select count(*) from kpi_ticket')
    assert.equal(await endLongReaders(db, 20), 0)
    const ended = new Promise((resolve) => client.once('end', resolve))
    await until('it is ended', async () => (await endLongReaders(db, 0)) === 1)
    await ended
    // the lock that a migration would have waited for is gone
    await ask(school.ownerUrl, [`set lock_timeout = '5s'; lock table ticket in access exclusive mode`])
  } finally {
    await db.pool.end()
  }
})

test('where nobody but the owner is there, he is told what stays open; a superuser closes it later', async () => {
  await using alone = await createOwnedDatabase('owner')
  assert.match(alone.warnings.join('\n'), /can hold locks.*20-reader-fence\.sql in this database/)
  await using client = await connect(alone.readerUrl)
  assert.equal(await refusalOf(client, 'select pg_advisory_xact_lock(1)'), undefined)
  await ask(alone.url, [fence, fence])
  assert.equal(await refusalOf(client, 'select pg_advisory_xact_lock(1)'), denied)
})
