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

test('a command that does not exist ends with 2 and the list of those that do', async () => {
  await using bot = spawnBot({}, ['migrat'])
  assert.equal(await bot.ended, 2)
  assert.match(bot.lines.join('\n'), /unknown command migrat\n[^]*migrations/)
  await using asked = spawnBot({}, ['--help'])
  assert.equal(await asked.ended, 0)
})
