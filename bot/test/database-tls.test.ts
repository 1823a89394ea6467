import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { startSandbox } from '../../sandbox/src/sandbox.ts'
import { TransientFault } from '../src/platform/fault.ts'
import { createDatabase } from '../src/platform/postgres.ts'
import { spawnBot } from './bot-process.ts'
import { createTestDatabase } from './database.ts'
import { noOpenssl, startTlsPostgres, type TlsPostgres } from './tls-postgres.ts'
import { until } from './until.ts'

const token = '1:abcdefghijkl'
let postgres: TlsPostgres

before(async () => {
  if (!noOpenssl) postgres = await startTlsPostgres()
})
after(() => postgres?.[Symbol.asyncDispose]())

const given = () => ({
  TELEGRAM_TOKEN: token,
  DATABASE_URL: postgres.url,
  DATABASE_SSL: 'true',
  DATABASE_SSL_CA: postgres.ca,
})

async function ran(env: Record<string, string>, command: string, input?: string, ...options: string[]) {
  await using bot = spawnBot({ ...given(), ...env }, [command, ...options], input)
  return { code: await bot.ended, text: bot.lines.join('\n') }
}

test('a Postgres that refuses plain connections is spoken to by every command', {
  skip: noOpenssl,
}, async () => {
  const migrated = await ran({}, 'migrate')
  assert.equal(migrated.code, 0, migrated.text)
  assert.match(migrated.text, /applied 0001_people/)
  assert.equal((await ran({}, 'migrations')).code, 0)
  const moment = new Date(Date.now() - 60_000).toISOString()
  assert.deepEqual(await ran({}, 'restored', '', '--taken-at', moment), {
    code: 0,
    text: 'queued 0, queued before 0, without access 0, not known here 0',
  })
})

test('and by the bot: its pools, its worker and its sign of life', { skip: noOpenssl }, async () => {
  await ran({}, 'migrate')
  const sandbox = await startSandbox({ port: 0, tokens: [token] })
  try {
    const telegram = { TELEGRAM_API_ROOT: sandbox.url, HTTP_PORT: '0', HTTP_HOST: '127.0.0.1' }
    await using bot = spawnBot({ ...given(), ...telegram })
    await bot.ready()
    const sessions = await postgres.query<{ application_name: string; ssl: boolean }>(
      `select distinct application_name, ssl from pg_stat_ssl join pg_stat_activity using (pid)
       where application_name like 'schoolbot%' order by 1`,
    )
    assert.deepEqual(sessions, [
      { application_name: 'schoolbot', ssl: true },
      { application_name: 'schoolbot presence', ssl: true },
    ])
    assert.equal((await bot.end('SIGTERM')).code, 0)
  } finally {
    await sandbox.close()
  }
})

const refusals: [what: string, env: () => Record<string, string>, words: RegExp][] = [
  [
    'without TLS',
    () => ({ DATABASE_SSL: 'false', DATABASE_SSL_CA: '' }),
    /where it wants TLS, set DATABASE_SSL=true/,
  ],
  [
    'signed by somebody else',
    () => ({ DATABASE_SSL_CA: postgres.strangersCa }),
    /DATABASE_SSL_CA must hold the certificate of the authority/,
  ],
  [
    'signed by nobody whom Node knows',
    () => ({ DATABASE_SSL_CA: '' }),
    /DATABASE_SSL_CA must hold the certificate of the authority/,
  ],
  ['for another name', () => ({ DATABASE_URL: postgres.addressUrl }), /is for another name: POSTGRES_HOST/],
]

for (const [what, env, words] of refusals) {
  test(`refused, with words for what to do: ${what}`, { skip: noOpenssl }, async () => {
    for (const command of [['migrate'], ['migrations'], []]) {
      await using bot = spawnBot({ ...given(), ...env(), HTTP_PORT: '0', HTTP_HOST: '127.0.0.1' }, command)
      assert.equal(await bot.ended, 1)
      const fatal = bot.lines.find((line) => line.includes('"level":"fatal"'))
      assert.match(fatal ?? '', words, command[0])
    }
  })
}

test('a certificate for an address is one for that address', { skip: noOpenssl }, async () => {
  await postgres.show('IP:127.0.0.1')
  const { code, text } = await ran({ DATABASE_URL: postgres.addressUrl }, 'migrate')
  assert.equal(code, 0, text)
  assert.equal((await ran({}, 'migrate')).code, 1)
  await postgres.show('DNS:localhost')
})

test('a Postgres without TLS is not spoken to in plain words instead', async () => {
  await using plain = await createTestDatabase()
  await using bot = spawnBot({ TELEGRAM_TOKEN: token, DATABASE_URL: plain.url, DATABASE_SSL: 'true' }, [
    'migrate',
  ])
  assert.equal(await bot.ended, 1)
  assert.match(bot.lines.at(-1) ?? '', /Postgres has no TLS: switch it on there, or set DATABASE_SSL=false/)
})

test('a certificate that goes wrong while the bot runs makes the database away, until it is right again', {
  skip: noOpenssl,
}, async () => {
  const db = createDatabase({ url: postgres.url, tls: { ca: postgres.ca }, max: 1 })
  try {
    await db.run(sql`select 1`)
    await postgres.show('DNS:localhost', 'stranger')
    await postgres.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'schoolbot'`,
    )
    const isAway = async () =>
      (await db.run(sql`select 1`).catch((error: unknown) => error)) instanceof TransientFault
    await until('the database is away', isAway)
    await assert.rejects(db.run(sql`select 1`), TransientFault)
    await postgres.show('DNS:localhost')
    await db.run(sql`select 1`)
  } finally {
    await db.pool.end()
  }
})
