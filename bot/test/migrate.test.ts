import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { PG_MIGRATE_LOCK_ID } from 'node-pg-migrate'
import pg from 'pg'
import sql from 'sql-template-tag'
import { type MigrateOptions, migrate } from '../src/platform/migrate.ts'
import { MigrationFault } from '../src/platform/migration-fault.ts'
import { migrationsFolder } from '../src/platform/migration-files.ts'
import { spawnBot } from './bot-process.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { until } from './until.ts'
import { untilWaiting } from './until-waiting.ts'

const lockMs = 200

/** Our migrations and those given, in a folder of their own. */
function folderWith(files: Record<string, string>): { folder: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-migrations-'))
  cpSync(migrationsFolder, folder, { recursive: true })
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), `-- Up Migration\n\n${text}`)
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) }
}

async function session(url: string): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client({ connectionString: url, application_name: 'somebody else' })
  client.on('error', () => undefined)
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}

/** Runs them; returns the lines it said. */
async function migrated(database: TestDatabase, options: Partial<MigrateOptions>): Promise<string[]> {
  const lines: string[] = []
  await migrate({ url: database.url }, { log: (line) => lines.push(line), ...options })
  return lines
}

const hasColumn = async (database: TestDatabase, column: string) =>
  (await database.db.many(sql`select from information_schema.columns where column_name = ${column}`)).length >
  0

test('while a table is held the migrations give up early, let others pass, and succeed when it is free', async () => {
  await using database = await createTestDatabase()
  using files = folderWith({
    '9001_first.sql': 'create table kept (id integer);',
    '9002_second.sql': 'alter table person add column nickname text;',
  })
  await using holder = await session(database.url)
  await holder.query('begin; select from person')
  const lines: string[] = []
  const running = migrate(
    { url: database.url },
    { ...files, log: (line) => lines.push(line), patience: { lockMs, pausesMs: Array(100).fill(50) } },
  )
  await until('it gave up', () => lines.length >= 2)
  for (let asked = 0; asked < 3; asked += 1) {
    await untilWaiting(database.db, 1)
    // queued behind it, and through as soon as it gives up; the holder still holds
    await database.db.many(sql`select id from person`)
  }
  assert.equal(await hasColumn(database, 'nickname'), false)
  assert.deepEqual(await database.db.many(sql`select from pg_tables where tablename = 'kept'`), [])
  await holder.query('commit')
  await running
  assert.match(
    lines[0] ?? '',
    /^no lock within 0\.2 s, held by process \d+ of \w+ \(somebody else, idle in transaction for \d+ s\); nothing was changed, attempt 2 of 101 in 0\.05 s$/,
  )
  assert.deepEqual(lines.slice(-2), ['applied 9001_first', 'applied 9002_second'])
  assert.equal(await hasColumn(database, 'nickname'), true)
})

test('a lock that never comes is a fault that names its holder, and nothing is half done', async () => {
  await using database = await createTestDatabase()
  using files = folderWith({
    '9001_first.sql': 'create table kept (id integer); alter table person add column nickname text;',
  })
  await using holder = await session(database.url)
  await holder.query('begin; select from person')
  await assert.rejects(migrated(database, { ...files, patience: { lockMs, pausesMs: [10] } }), (error) => {
    assert.ok(error instanceof MigrationFault)
    assert.match(
      error.message,
      /^no lock within 0\.2 s in 2 attempts: nothing was changed\. Held by process \d+ of .*somebody else/,
    )
    assert.match(error.message, /pg_terminate_backend.* run migrate again$/)
    return true
  })
  assert.deepEqual(await database.db.many(sql`select from pg_tables where tablename = 'kept'`), [])
})

test('the tables of the job queue are waited for in the same way', async () => {
  await using database = await createTestDatabase()
  await database.db.run(sql`drop schema graphile_worker cascade`)
  await using holder = await session(database.url)
  await holder.query('begin; create schema graphile_worker')
  const lines: string[] = []
  const running = migrate(
    { url: database.url },
    { log: (line) => lines.push(line), patience: { lockMs, pausesMs: Array(100).fill(50) } },
  )
  await until('it gave up', () => lines.length >= 1)
  await holder.query('rollback')
  await running
  assert.match(lines[0] ?? '', /^no lock within/)
  assert.equal(
    (
      await database.db.many(
        sql`select from pg_tables where schemaname = 'graphile_worker' and tablename = '_private_jobs'`,
      )
    ).length,
    1,
  )
})

test('two at once apply everything once', async () => {
  await using database = await createTestDatabase()
  using files = folderWith({ '9001_slow.sql': 'select pg_sleep(0.3); create table kept (id integer);' })
  const lines = (await Promise.all([migrated(database, files), migrated(database, files)])).flat()
  assert.deepEqual(lines.sort(), ['applied 9001_slow', 'schema is up to date'])
  // nor does one that waits in vain for the other say or take anything else
  await using other = await session(database.url)
  await other.query('select pg_advisory_lock($1)', [PG_MIGRATE_LOCK_ID])
  const tried: string[] = []
  const waiting = { log: (line: string) => tried.push(line), patience: { lockMs, pausesMs: [10] } }
  await assert.rejects(migrate({ url: database.url }, waiting), MigrationFault)
  assert.equal(tried.length, 1, tried.join('\n'))
})

test('what is wrong with a migration is said without the rows it met', async () => {
  await using database = await createTestDatabase()
  await database.db.run(sql`insert into category (name_ru, name_en, position) values ('Тайна', 'Secret', 99)`)
  const failing = async (text: string) => {
    using files = folderWith({ '9001_wrong.sql': text })
    const error = await migrated(database, files).catch((caught: unknown) => caught)
    assert.ok(error instanceof MigrationFault)
    return error.message
  }
  assert.equal(
    await failing('alter table person drop column surname;'),
    '9001_wrong failed: column "surname" of relation "person" does not exist; all of it was rolled back, nothing was changed',
  )
  assert.equal(
    await failing(`alter table category add constraint category_check check (name_en <> 'Secret');`),
    '9001_wrong failed: SQLSTATE 23514, table category, constraint category_check; all of it was rolled back, nothing was changed',
  )
  assert.doesNotMatch(await failing('select name_en::integer from category;'), /Secret|Computers/)
})

test('a schema that a newer version added to is left as it is, and that is said', async () => {
  await using database = await createTestDatabase()
  using newer = folderWith({ '9001_newer.sql': 'alter table person add column nickname text;' })
  await migrated(database, newer)
  const before = await database.db.many(sql`select id, name, run_on from schema_migration order by id`)
  assert.deepEqual(await migrated(database, {}), [
    'the schema is newer than this version, and stays as it is: a later one has applied 9001_newer',
  ])
  await using process = spawnBot({ TELEGRAM_TOKEN: '1:abcdefghijkl', DATABASE_URL: database.url }, [
    'migrate',
  ])
  assert.equal(await process.ended, 0, process.lines.join('\n'))
  assert.match(process.lines.join('\n'), /"level":"info".*newer than this version.*9001_newer/)
  assert.deepEqual(
    await database.db.many(sql`select id, name, run_on from schema_migration order by id`),
    before,
  )
  assert.equal(await hasColumn(database, 'nickname'), true)
})

test('a queue that a newer version changed so that this one cannot work with it is told apart', async () => {
  await using database = await createTestDatabase()
  await database.db.run(sql`insert into graphile_worker.migrations (id, breaking) values (1000, true)`)
  await assert.rejects(migrated(database, {}), (error) => {
    assert.ok(error instanceof MigrationFault)
    assert.match(error.message, /job queue was changed by a newer version/)
    return true
  })
  process.exitCode = 0
})
