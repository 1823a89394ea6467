import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { ensureCalendar } from '../src/calendar/ensure-calendar.ts'
import { readConfig } from '../src/config.ts'
import { migrate } from '../src/platform/migrate.ts'
import { createDatabase, type Database } from '../src/platform/postgres.ts'

export interface TestDatabase {
  url: string
  db: Database
  [Symbol.asyncDispose](): Promise<void>
}

/** Names the advisory lock under which one process builds the template and the others wait. */
const templateLock = 7_060_817

/** A database of its own with the newest schema: a clone of a template that the first caller builds. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env['TEST_DATABASE_URL']
  if (adminUrl === undefined) throw new Error('TEST_DATABASE_URL is missing: run ./scripts/test.sh <file>')
  const template = templateName()
  const name = `schoolbot_test_${randomBytes(6).toString('hex')}`
  await withClient(adminUrl, async (client) => {
    await ensureTemplate(client, adminUrl, template)
    await client.query(`create database ${name} template ${template}`)
  })
  const url = urlOf(adminUrl, name)
  const db = createDatabase({ url, max: 8 })
  return {
    url,
    db,
    async [Symbol.asyncDispose]() {
      await db.pool.end()
      await withClient(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

async function ensureTemplate(client: pg.Client, adminUrl: string, template: string): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [templateLock])
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount !== 0) return
    const unfinished = `${template}_unfinished`
    await client.query(`drop database if exists ${unfinished} with (force)`)
    await client.query(`create database ${unfinished}`)
    await migrate({ url: urlOf(adminUrl, unfinished) }, { log: () => undefined })
    await writeCalendar(urlOf(adminUrl, unfinished))
    await client.query(`alter database ${unfinished} rename to ${template}`)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [templateLock])
  }
}

/** The days of the calendar, which every first start would have to write. */
async function writeCalendar(url: string): Promise<void> {
  const db = createDatabase({ url, max: 1 })
  await ensureCalendar(db, readConfig({ TELEGRAM_TOKEN: '1:abcdefghijkl', DATABASE_URL: url }).school)
  await db.pool.end()
}

/** Changes with what is in the template, so that a server that is kept between runs never clones an old one. */
function templateName(): string {
  const bot = join(import.meta.dirname, '..')
  const migrations = readdirSync(join(bot, 'migrations')).sort()
  const hash = createHash('sha256')
  for (const file of [...migrations.map((name) => `migrations/${name}`), 'src/calendar/working-months.ts']) {
    hash.update(file).update(readFileSync(join(bot, file)))
  }
  return `schoolbot_template_${hash.digest('hex').slice(0, 12)}`
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.href
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
