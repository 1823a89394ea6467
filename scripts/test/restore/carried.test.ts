import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { createTestDatabase, type TestDatabase } from '../../../bot/test/database.ts'
import { readJson } from '../../lib/postgres/postgres-server.ts'
import { carriedTables, type Future, newStatements, oldFuture } from '../../lib/restore/carried.ts'
import { embeddedServer } from './embedded-server.ts'

const server = embeddedServer()
const nameOf = ({ url }: TestDatabase) => new URL(url).pathname.slice(1)
const futureOf = (database: TestDatabase) => readJson<Future>(server, nameOf(database), oldFuture)

const queue = ({ db }: TestDatabase, ...kinds: string[]) =>
  db.many<{ id: number }>(
    sql`insert into outbox (chat_id, kind, payload) select 1, kind, '{}' from unnest(${kinds}::text[]) as kind returning id`,
  )
const owed = async ({ db }: TestDatabase) =>
  (await db.many<{ kind: string }>(sql`select kind from outbox order by id`)).map(({ kind }) => kind)

async function carry(present: TestDatabase, fresh: TestDatabase): Promise<void> {
  const [theirs, ours] = [await futureOf(present), await futureOf(fresh)]
  const sameLine = theirs.lineage === ours.lineage
  await server.sql(nameOf(fresh), newStatements(theirs, { sameLine }).join('\n'))
}

test('copies of one database are known as such, and another one is not', async () => {
  await using one = await createTestDatabase()
  await using copy = await createTestDatabase()
  assert.equal((await futureOf(one)).lineage, (await futureOf(copy)).lineage)
  await copy.db.run(sql`update schema_migration set run_on = now()`)
  assert.notEqual((await futureOf(one)).lineage, (await futureOf(copy)).lineage)
})

test('a number that somebody was given is not given again', async () => {
  await using present = await createTestDatabase()
  await using fresh = await createTestDatabase()
  await present.db.run(sql`select setval('ticket_id_seq', 41)`)
  await fresh.db.run(sql`select setval('ticket_id_seq', 20), setval('task_id_seq', 7)`)
  await carry(present, fresh)
  const next = await fresh.db.one(
    sql`select nextval('ticket_id_seq')::int as ticket, nextval('task_id_seq')::int as task, nextval('person_id_seq')::int as person`,
  )
  assert.deepEqual(next, { ticket: 42, task: 8, person: 1 })
})

test('what was delivered since the backup is not delivered again, and what is still owed is', async () => {
  await using present = await createTestDatabase()
  await using fresh = await createTestDatabase()
  for (const database of [present, fresh]) await queue(database, 'sent', 'owed', 'sent too')
  await present.db.run(sql`delete from outbox where kind like 'sent%'`)
  // of a ticket that will be gone
  await queue(present, 'of the future')
  await carry(present, fresh)
  assert.deepEqual(await owed(fresh), ['owed'])
  const [{ id } = { id: 0 }] = await queue(fresh, 'next')
  assert.equal(id, 5)
})

test('a message that the present database never had is delivered', async () => {
  await using present = await createTestDatabase()
  await using fresh = await createTestDatabase()
  await queue(present, 'sent')
  await present.db.run(sql`delete from outbox`)
  await queue(fresh, 'sent', 'later')
  await carry(present, fresh)
  assert.deepEqual(await owed(fresh), ['later'])
})

test('of another line nothing is taken for delivered', async () => {
  await using present = await createTestDatabase()
  await using fresh = await createTestDatabase()
  await present.db.run(sql`update schema_migration set run_on = now()`)
  await present.db.run(sql`select setval('outbox_id_seq', 100)`)
  await queue(fresh, 'owed')
  await carry(present, fresh)
  assert.deepEqual(await owed(fresh), ['owed'])
})

test('an old order to mute alerts is not carried out again', async () => {
  await using present = await createTestDatabase()
  await using fresh = await createTestDatabase()
  for (const { db } of [present, fresh])
    await db.run(sql`select graphile_worker.add_job('change_silences', '{}')`)
  await present.db.run(sql`delete from graphile_worker._private_jobs`)
  await carry(present, fresh)
  const { jobs } = await fresh.db.one<{ jobs: number }>(
    sql`select count(*)::int as jobs from graphile_worker._private_jobs`,
  )
  assert.equal(jobs, 0)
})

test('the tables that are carried are there, with the columns that are asked for', async () => {
  await using database = await createTestDatabase()
  const name = nameOf(database)
  for (const { name: table, rows, insert } of carriedTables) {
    const client = await server.connect(name)
    await client.query(`create temp table carried as ${rows.replaceAll(':since', '0')}`)
    await client.query(insert)
    await client.end()
    assert.ok((await futureOf(database)).tables.includes(table), table)
  }
})

test('a reminder that was given is not given again, and one of an order that is gone is left out', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await db.run(sql`
    with p as (insert into person (telegram_id, name, role) values (1, 'Ирина', 'director') returning id),
      b as (insert into task_batch (draft_id, creator_id) select gen_random_uuid(), id from p returning id)
    insert into task (batch_id, creator_id, responsible_id, text, deadline)
      select b.id, p.id, p.id, 'Отчёт', now() from b, p`)
  const client = await server.connect(nameOf(database))
  await client.query(`create temp table carried as table task_reminder with no data;
    insert into carried values (1, now(), '24', now()), (2, now(), '24', now())`)
  const table = carriedTables.find(({ name }) => name === 'task_reminder')
  await client.query(table?.insert ?? '')
  const { rows } = await client.query('select task_id from task_reminder')
  await client.end()
  assert.deepEqual(rows, [{ task_id: 1 }])
})
