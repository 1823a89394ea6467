import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  type KeptDatabase,
  listKept,
  markDone,
  noteFor,
  ofOneRestore,
} from '../../lib/postgres/kept-databases.ts'
import { letIn } from '../../lib/postgres/statements.ts'
import { readLive } from '../../lib/restore/live-database.ts'
import { databaseToBringBack } from '../../lib/restore/undone-restore.ts'
import { embeddedServer } from './embedded-server.ts'

const server = embeddedServer()
after(() => server.sql('postgres', `drop database if exists "${server.name}"`))

const kept = (hour: number, more: Partial<KeptDatabase> = {}): KeptDatabase => ({
  ...{ name: `schoolbot_replaced_20261130_${hour}0000z`, fate: 'replaced', bytes: 1, until: undefined },
  ...{ at: new Date(`2026-11-30T${hour}:00:00Z`), by: 'backup a', isDone: true, outboxUpTo: undefined },
  ...more,
})
const hours = (all: readonly KeptDatabase[]) => all.map(({ at }) => at.getUTCHours())

test('runs that were broken off are of one restore with the one that went to its end', () => {
  const broken = { isDone: false }
  assert.deepEqual(hours(ofOneRestore([kept(15), kept(14, broken), kept(13, broken)])), [15, 14, 13])
  assert.deepEqual(hours(ofOneRestore([kept(15, broken)])), [15])
  // of another backup, of a restore that was done, of one that was undone
  assert.deepEqual(hours(ofOneRestore([kept(15), kept(14, { ...broken, by: 'backup b' })])), [15])
  assert.deepEqual(hours(ofOneRestore([kept(15), kept(14), kept(13, broken)])), [15])
  assert.deepEqual(hours(ofOneRestore([kept(15, { fate: 'undone' }), kept(14)])), [14])
  assert.deepEqual(ofOneRestore([]), [])
})

test('what people had comes back, or by its name whatever is kept', () => {
  const all = [
    kept(16, { fate: 'undone', name: 'schoolbot_undone_1' }),
    kept(15),
    kept(14, { isDone: false }),
  ]
  const back = (name?: string) => databaseToBringBack(all, 'schoolbot', name).name
  assert.equal(back(), 'schoolbot_replaced_20261130_140000z')
  assert.equal(back('schoolbot_undone_1'), 'schoolbot_undone_1')
  assert.throws(() => back('schoolbot'), /no database schoolbot is kept .* schoolbot_undone_1, /)
  assert.throws(
    () => databaseToBringBack(all.slice(0, 1), 'schoolbot', undefined),
    /nothing to undo.*by its name --undo brings back schoolbot_undone_1$/,
  )
})

test('that nothing is left to do is written on the database, beside what was there', async () => {
  const name = `${server.name}_replaced_20261130_230000z`
  await server.sql('postgres', `create database "${name}"`)
  try {
    const note = noteFor({ by: 'backup a', at: new Date('2026-11-30T23:00:00Z'), days: '7', outboxUpTo: 5 })
    await markDone(server, name, note)
    const [one] = await listKept(server, server.name)
    assert.deepEqual([one?.isDone, one?.by, one?.outboxUpTo], [true, 'backup a', 5])
    assert.deepEqual(one?.until, new Date('2026-12-07T23:00:00Z'))
  } finally {
    await server.sql('postgres', `drop database "${name}"`)
  }
})

test('a database without public is not empty while there is anything in it', async () => {
  await server.sql('postgres', `create database "${server.name}"`)
  assert.equal((await readLive(server, server.name)).isEmpty, true)
  await server.sql(
    server.name,
    'create schema graphile_worker; create table graphile_worker.job (id integer)',
  )
  await server.sql(server.name, 'drop schema public cascade')
  assert.equal((await readLive(server, server.name)).isEmpty, false)
})

test('whoever was shut out is let in, and into what is none of ours nobody', async () => {
  const other = `${server.name}_other`
  await server.sql('postgres', `create database "${other}"`)
  try {
    for (const name of [server.name, other]) {
      await server.sql('postgres', `alter database "${name}" allow_connections false`)
    }
    await server.sql('postgres', letIn([server.name]))
    const open = `select datname from pg_database where datname like '${server.name}%' and datallowconn`
    assert.equal(await server.sql('postgres', open), server.name)
  } finally {
    await server.sql('postgres', `drop database "${other}"`)
  }
})
