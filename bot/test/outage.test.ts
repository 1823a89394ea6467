import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { type BotProcess, spawnBot } from './bot-process.ts'
import { fileWithPatience } from './crowd.ts'
import { deliveryState } from './delivery-state.ts'
import { type School, startSchool } from './school.ts'
import { startTcpProxy, type TcpProxy, throughProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

const outageMs = 20_000
const noRedis =
  process.env['TEST_REDIS_URL'] === undefined ? (process.env['TEST_REDIS_MISSING'] ?? 'no Redis') : false

interface Parts {
  school: School
  bot: BotProcess
  postgres: TcpProxy
  redis: TcpProxy
  people: PersonDriver[]
}

/** A bot in a process of its own that reaches Postgres and Redis through ports which can be taken away. */
async function withParts(mode: 'polling' | 'webhook', use: (parts: Parts) => Promise<void>): Promise<void> {
  await using postgres = await startTcpProxy(addressOf(process.env['TEST_DATABASE_URL']))
  await using redis = await startTcpProxy(addressOf(process.env['TEST_REDIS_URL']))
  await using school = await startSchool({ mode, redis: true })
  await school.sandbox.settings({ retryScale: 0.2 })
  const people: PersonDriver[] = []
  for (let i = 0; i < 6; i += 1) people.push(await school.person(`Учитель ${i}`, 'staff'))
  await school.stop()
  await using bot = spawnBot({
    ...school.env,
    DATABASE_URL: throughProxy(school.databaseUrl, postgres),
    REDIS_URL: throughProxy(school.env['REDIS_URL'] ?? '', redis),
  })
  await bot.ready()
  try {
    await use({ school, bot, postgres, redis, people })
  } catch (cause) {
    throw new Error(
      `exit code ${bot.child.exitCode}, the bot's last lines:\n${bot.lines.slice(-8).join('\n')}\n${await deliveryState(school.db)}`,
      { cause },
    )
  }
  assert.equal(bot.child.exitCode, null, `the bot must not crash:\n${bot.lines.slice(-10).join('\n')}`)
  const { code, ms } = await bot.end('SIGTERM')
  assert.equal(code, 0)
  assert.ok(ms < 5_000, `stopped in ${ms} ms`)
}

/** Traffic before, during and after the outage; every ticket that was sent is there once, with its receipt. */
async function survives(
  { school, people }: Parts,
  begin: () => void | Promise<void>,
  during: () => Promise<void>,
  end: () => void | Promise<void>,
) {
  const traffic = Promise.all(
    people.map(async (person, i) => {
      for (let n = 0; n < 3; n += 1) {
        await fileWithPatience(person, `каб. ${i}-${n}`)
        await setTimeout(n === 0 ? 0 : 3_000)
      }
    }),
  )
  // its end is awaited below; a failure before that must not drown in those of the crowd
  traffic.catch(() => undefined)
  await until('traffic flows', async () => (await count(school, sql`select count(*) as n from ticket`)) >= 3)
  await begin()
  const until20 = setTimeout(outageMs)
  await during()
  await until20
  await end()
  await traffic
  await until('health is well again', async () => (await fetch(`${school.http()}/healthz`)).status === 200, {
    withinMs: 40_000,
  })
  await school.sandbox.waitUntilIdle(60_000)
  assert.equal(await count(school, sql`select count(*) as n from ticket`), people.length * 3)
  assert.equal(await count(school, sql`select count(distinct place) as n from ticket`), people.length * 3)
  assert.equal(
    await count(school, sql`select count(*) as n from telegram_update where error_id is not null`),
    0,
  )
  await until(
    'the outbox is empty',
    async () => (await count(school, sql`select count(*) as n from outbox`)) === 0,
    { withinMs: 90_000 },
  )
}

const unwell = (school: School, word: RegExp) =>
  until('health says so', async () => {
    const answer = await fetch(`${school.http()}/healthz`)
    return answer.status === 503 && word.test(await answer.text())
  })

for (const mode of ['polling', 'webhook'] as const) {
  test(`Postgres away for 20 s under traffic, by ${mode}: nothing is lost`, { skip: noRedis }, () =>
    withParts(mode, (parts) =>
      survives(
        parts,
        () => parts.postgres.cut(),
        () => unwell(parts.school, /"postgres":\{"status":"down"/).then(() => undefined),
        () => parts.postgres.restore(),
      ),
    ),
  )
}

test('Redis away for 20 s under traffic: nothing is lost', { skip: noRedis }, () =>
  withParts('webhook', (parts) =>
    survives(
      parts,
      () => parts.redis.cut(),
      () => unwell(parts.school, /"redis":\{"status":"down"/).then(() => undefined),
      () => parts.redis.restore(),
    ),
  ),
)

test('Telegram answering 429, then 502, then nothing: nothing is lost', { skip: noRedis }, () =>
  withParts('polling', (parts) => {
    const { sandbox } = parts.school
    return survives(
      parts,
      async () => {
        await sandbox.fault({ times: 10, status: 429, retryAfter: 1 })
        await sandbox.fault({ times: 10, status: 502 })
        await sandbox.fault({ times: 6, hang: true })
      },
      async () => undefined,
      () => sandbox.clearFaults(),
    )
  }),
)

function addressOf(url: string | undefined): { host: string; port: number } {
  const { hostname, port } = new URL(url ?? 'tcp://127.0.0.1:1')
  return { host: hostname, port: Number(port) }
}

async function count(school: School, query: ReturnType<typeof sql>): Promise<number> {
  return (await school.db.one<{ n: number }>(query)).n
}
