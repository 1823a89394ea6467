import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { PersonDriver, SandboxDriver } from '../../sandbox/src/driver.ts'
import { type BotProcess, spawnBot } from './bot-process.ts'
import { fileWithPatience } from './crowd.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

const people = 20
const ticketsEach = 5
const kills = 10

for (const mode of ['polling', 'webhook'] as const) {
  test(`${people} people file ${people * ticketsEach} tickets by ${mode} while the bot is killed ${kills} times: none lost, none twice`, async (t) => {
    if (process.env['TEST_REDIS_URL'] === undefined)
      return t.skip(process.env['TEST_REDIS_MISSING'] ?? 'no Redis')
    await using school = await startSchool({ mode, redis: true })
    await school.sandbox.settings({ retryScale: 0.2 })
    const crowd: PersonDriver[] = []
    for (let i = 0; i < people; i += 1) crowd.push(await school.person(`Учитель ${i}`, 'staff'))
    await school.stop()

    const done = new AbortController()
    const killing = killAgainAndAgain(school, done.signal)
    const redelivering = redeliverAgainAndAgain(school.sandbox, done.signal)
    await Promise.all(
      crowd.map(async (person, i) => {
        for (let n = 0; n < ticketsEach; n += 1) await fileWithPatience(person, `каб. ${i}-${n}`)
      }),
    )
    done.abort()
    await redelivering
    const { killed, last } = await killing
    await using bot = last
    await school.sandbox.waitUntilIdle(30_000)
    await until(
      'the outbox is empty',
      async () => (await count(school, sql`select count(*) as n from outbox`)) === 0,
      { withinMs: 60_000 },
    )

    assert.ok(killed >= kills, `killed ${killed} times`)
    const updates = await school.sandbox.updateHistory(100_000)
    assert.ok(updates.length >= 500, `${updates.length} updates`)
    const places = crowd.flatMap((_, i) => Array.from({ length: ticketsEach }, (_, n) => `каб. ${i}-${n}`))
    const filed = await school.db.many<{ place: string }>(sql`select place from ticket order by place`)
    assert.deepEqual(
      filed.map(({ place }) => place).sort(),
      places.sort(),
      'a ticket for every one that was sent',
    )
    assert.equal(
      await count(
        school,
        sql`select count(*) as n from (select ticket_id from ticket_event group by ticket_id, kind having count(*) > 1) as twice`,
      ),
      0,
    )
    assert.equal(
      await count(school, sql`select count(*) as n from telegram_update where error_id is not null`),
      0,
      'set aside',
    )
    const handled = new Set(
      (await school.db.many<{ id: number }>(sql`select update_id as id from telegram_update`)).map(
        ({ id }) => id,
      ),
    )
    assert.deepEqual(
      updates.filter(({ update_id }) => !handled.has(update_id)),
      [],
      'every update was handled',
    )
    const { code } = await bot.end('SIGTERM')
    assert.equal(code, 0)
    t.diagnostic(`${updates.length} updates, ${killed} kills`)
  })
}

/** Starts the bot and kills it at a random moment, until it was killed often enough and the crowd is done. */
async function killAgainAndAgain(
  school: School,
  done: AbortSignal,
): Promise<{ killed: number; last: BotProcess }> {
  for (let killed = 0; ; killed += 1) {
    const bot = spawnBot(school.env)
    await bot.ready()
    if (killed >= kills) return { killed, last: bot }
    await setTimeout(200 + Math.random() * 1_500)
    if (done.aborted && killed > 0) assert.fail(`the crowd was done after ${killed} kills`)
    await bot.end('SIGKILL')
  }
}

/** Gives updates the bot has had already once more, also two at once, as Telegram may after a lost answer. */
async function redeliverAgainAndAgain(sandbox: SandboxDriver, done: AbortSignal): Promise<void> {
  while (!done.aborted) {
    const history = await sandbox.updateHistory(50)
    const update = history[Math.floor(Math.random() * history.length)]
    if (update) await sandbox.redeliver(update.update_id, { copies: 2 })
    await setTimeout(150)
  }
}

async function count(school: School, query: ReturnType<typeof sql>): Promise<number> {
  return (await school.db.one<{ n: number }>(query)).n
}
