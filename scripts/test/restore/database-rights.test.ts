import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase } from '../../../bot/test/database.ts'
import { momentOf, nameBeside } from '../../lib/postgres/database-names.ts'
import { knownMigrations } from '../../lib/postgres/schema-migrations.ts'
import { settingStatement } from '../../lib/restore/database-rights.ts'
import { refuseNewer } from '../../lib/restore/schema-state.ts'
import { root } from '../copied-checkout.ts'
import { embeddedServer } from './embedded-server.ts'

test('settings of a database come back as they were', async () => {
  await using database = await createTestDatabase()
  const server = embeddedServer()
  const name = new URL(database.url).pathname.slice(1)
  const settings = [
    'search_path="$user", public, "odd name"',
    'statement_timeout=90s',
    "application_name=it's a \\ school",
    'DateStyle=ISO, DMY',
  ]
  for (const setting of settings) {
    await server.sql('postgres', settingStatement(name, { role: null, setting }) ?? '')
  }
  const set = await server.sql(
    'postgres',
    `select unnest(setconfig) from pg_db_role_setting join pg_database on oid = setdatabase
      where datname = '${name}' order by 1`,
  )
  assert.deepEqual(set.split('\n').sort(), [...settings].sort())
})

test('what cannot be a setting is left out', () => {
  for (const setting of ['no equals sign', '=x', "search_path=a'; drop database b; --", 'a b=c']) {
    assert.equal(settingStatement('a', { role: null, setting }), undefined, setting)
  }
})

test('databases beside the present one are told by their names', () => {
  const at = new Date('2026-11-30T23:00:07.123Z')
  const name = nameBeside('schoolbot', 'replaced', at)
  assert.equal(name, 'schoolbot_replaced_20261130_230007z')
  assert.equal(momentOf(name, 'schoolbot', 'replaced')?.toISOString(), '2026-11-30T23:00:07.000Z')
  assert.equal(momentOf(name, 'schoolbot', 'undone'), undefined)
  assert.equal(momentOf(name, 'school', 'replaced'), undefined)
  assert.equal(momentOf('schoolbot_replaced_2026', 'schoolbot', 'replaced'), undefined)
  const long = nameBeside('a'.repeat(63), 'restore', at)
  assert.equal(long.length, 63)
  assert.equal(momentOf(long, 'a'.repeat(63), 'restore')?.toISOString(), '2026-11-30T23:00:07.000Z')
})

test('a schema of a newer bot is refused', () => {
  const known = knownMigrations(root)
  assert.ok(known.includes('0001_people'))
  refuseNewer(known.slice(0, 3), known, 'b')
  assert.throws(
    () => refuseNewer([...known, '9999_later'], known, 'b'),
    /migration 9999_later is not in bot\/migrations/,
  )
})
