import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { dropExpired, listKept, noteFor } from '../../lib/postgres/kept-databases.ts'
import { swapStatements } from '../../lib/restore/swap-statements.ts'
import { embeddedServer } from './embedded-server.ts'

const server = embeddedServer()
const present = server.name
const at = new Date('2026-11-30T23:00:00Z')
const kept = `${present}_replaced_20261130_230000z`
const fresh = `${present}_restore_20261130_230000z`

/** As psql does it: each for itself, whatever became of those before. Gives the complaints. */
async function run(statements: readonly string[]): Promise<string[]> {
  const client = await server.connect('postgres')
  const complaints: string[] = []
  for (const statement of statements) {
    await client.query(statement).catch((error: Error) => complaints.push(error.message))
  }
  await client.end()
  return complaints
}

async function drop(): Promise<void> {
  const names = await server.sql(
    'postgres',
    `select datname from pg_database where datname like '${present}%'`,
  )
  for (const name of names.split('\n').filter(Boolean)) {
    await server.sql('postgres', `drop database "${name}" with (force)`)
  }
}

async function make(name: string): Promise<void> {
  await server.sql('postgres', `create database "${name}"`)
  await server.sql(name, `create table what as select '${name}' as name`)
}

const what = (database: string) => server.sql(database, 'select name from what')
const closed = () =>
  server.sql(
    'postgres',
    `select count(*) from pg_database where datname like '${present}%' and not datallowconn`,
  )
const comment = JSON.stringify(noteFor({ by: 'a test', at, days: '7' }))
const swap = { present, fresh, kept, presentExists: true, comment }

beforeEach(drop)
after(drop)

test('two databases exchange their names, though people are in both', async () => {
  await make(present)
  await make(fresh)
  const people = await Promise.all([server.connect(present), server.connect(present), server.connect(fresh)])
  await people[0]?.query('begin; insert into what values (null)')
  assert.deepEqual(await run(swapStatements(swap)), [])
  assert.equal(await what(present), fresh)
  assert.equal(await what(kept), present)
  assert.equal(await closed(), '0')
  await Promise.allSettled(people.map((client) => client.end()))
})

test('what cannot be exchanged stays as it is, and everybody is let in', async () => {
  await make(present)
  await make(fresh)
  await make(kept)
  const complaints = await run(swapStatements(swap))
  assert.match(complaints.join(), /already exists.*could not be exchanged/)
  // psql ends with what became of the last
  const last = swapStatements(swap).at(-1) ?? ''
  await assert.rejects(server.sql('postgres', last), /could not be exchanged/)
  assert.equal(await what(present), present)
  assert.equal(await what(fresh), fresh)
  assert.equal(await closed(), '0')
})

test('where there is no database yet the new one gets its name', async () => {
  await make(fresh)
  assert.deepEqual(await run(swapStatements({ ...swap, presentExists: false })), [])
  assert.equal(await what(present), fresh)
  assert.equal(await closed(), '0')
})

test('what was replaced is known with its note, and goes when its time is over', async () => {
  await make(present)
  await make(fresh)
  await run(swapStatements(swap))
  const [one, ...others] = await listKept(server, present)
  assert.deepEqual(others, [])
  assert.equal(one?.name, kept)
  assert.equal(one?.fate, 'replaced')
  assert.deepEqual(one?.until, new Date('2026-12-07T23:00:00Z'))
  assert.deepEqual(await dropExpired(server, new Date('2026-12-07T22:59:59Z')), [])
  assert.deepEqual(await dropExpired(server, new Date('2026-12-07T23:00:00Z')), [kept])
  assert.deepEqual(await listKept(server, present), [])
  assert.equal(await what(present), fresh)
})

test("a database without a note is nobody's to drop", async () => {
  await make(kept)
  assert.deepEqual(await dropExpired(server, new Date('2999-01-01T00:00:00Z')), [])
  assert.equal(await what(kept), kept)
})
