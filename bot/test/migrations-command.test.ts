import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { spawnBot } from './bot-process.ts'
import { createTestDatabase } from './database.ts'

const files = readdirSync(join(import.meta.dirname, '..', 'migrations')).map((file) => file.slice(0, -4))
const env = (databaseUrl: string) => ({ TELEGRAM_TOKEN: '1:abcdefghijkl', DATABASE_URL: databaseUrl })

async function listed(databaseUrl: string): Promise<{ code: number | null; lines: string[] }> {
  await using bot = spawnBot(env(databaseUrl), ['migrations'])
  const code = await bot.ended
  return { code, lines: bot.lines }
}

test('`migrations` lists every migration as applied, with its time', async () => {
  await using database = await createTestDatabase()
  const { code, lines } = await listed(database.url)
  assert.equal(code, 0)
  assert.deepEqual(
    lines.map((line) => line.replace(/ {2}\d{4}-\d\d-\d\dT[\d:.]+Z$/, ' at a time')),
    files.toSorted().map((name) => `applied  ${name} at a time`),
  )
})

test('`migrations` tells what is pending, with exit code 1, and what a newer version applied', async () => {
  await using database = await createTestDatabase()
  const last = files.toSorted().at(-1)
  await database.db.run(sql`delete from schema_migration where name = ${last}`)
  await database.db.run(sql`insert into schema_migration (name, run_on) values ('9999_later', now())`)
  const { code, lines } = await listed(database.url)
  assert.equal(code, 1)
  assert.ok(lines.includes(`pending  ${last}`), lines.join('\n'))
  assert.match(lines.at(-1) ?? '', /^unknown {2}9999_later /)
})

test('`migrations` on an empty database finds all of them pending and changes nothing', async () => {
  await using database = await createTestDatabase()
  const empty = new URL(database.url)
  empty.pathname = '/postgres'
  const { code, lines } = await listed(empty.href)
  assert.equal(code, 1)
  assert.deepEqual(
    lines,
    files.toSorted().map((name) => `pending  ${name}`),
  )
})

async function judged(env: Record<string, string>, ...args: string[]) {
  await using bot = spawnBot(env, ['migrations', 'judge', ...args])
  return { code: await bot.ended, text: bot.lines.join('\n') }
}

test('`migrations judge` of names needs no settings, no database and no order', async () => {
  const good = await judged({}, '0010_command_menus.sql', 'bot/migrations/0009_day_imports.sql')
  assert.deepEqual(good, { code: 0, text: '2 migrations judged, nothing to refuse' })
  const bad = await judged({}, '--json', '0007_kpi')
  assert.equal(bad.code, 1)
  const { refused } = JSON.parse(bad.text)
  assert.deepEqual(
    refused.map(({ file, line, statement }: Record<string, unknown>) => [file, line, statement]),
    [['0007_kpi.sql', 6, 'create index task_deadline on task (deadline)']],
  )
  const unknown = await judged({}, '0099_nowhere')
  assert.deepEqual(unknown, { code: 2, text: 'there is no migration 0099_nowhere' })
})

test('`migrations judge` of a first install has nobody to protect', async () => {
  const names = files.toSorted()
  assert.deepEqual(await judged({}, ...names), {
    code: 0,
    text: `${names.length} migrations judged, nothing to refuse`,
  })
})

test('`migrations judge` without names asks the database what is pending, and judges all where it cannot', async () => {
  await using database = await createTestDatabase()
  await database.db.run(sql`delete from schema_migration where name = ${'0010_command_menus'}`)
  const pending = await judged(env(database.url))
  assert.deepEqual(pending, { code: 0, text: '1 migration judged, nothing to refuse' })
  for (const without of [{}, env('postgres://u:p@127.0.0.1:1/nowhere')]) {
    const { code, text } = await judged(without)
    assert.equal(code, 1)
    assert.match(text, /^the database cannot be asked.*\n[^]*\d+ migrations judged, \d+ to refuse/)
  }
  assert.equal((await judged(env(database.url), '--all')).code, 1)
})

test('a command that does not exist ends with 2 and the list of those that do', async () => {
  await using bot = spawnBot({}, ['migrat'])
  assert.equal(await bot.ended, 2)
  assert.match(bot.lines.join('\n'), /unknown command migrat\n[^]*migrations/)
  await using asked = spawnBot({}, ['--help'])
  assert.equal(await asked.ended, 0)
})
