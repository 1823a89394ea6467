import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import sql from 'sql-template-tag'
import type { PersonDriver, SandboxDriver } from '../../sandbox/src/driver.ts'
import { type BotProcess, spawnBot } from './bot-process.ts'
import { fileWithPatience } from './crowd.ts'
import { deliveryState } from './delivery-state.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

const people = 20
const ticketsEach = 5
const kills = 10

for (const mode of ['polling', 'webhook'] as const) {
  test(`${people} people file tickets by ${mode} while the bot is killed ${kills} times: none lost, none twice`, {
    timeout: 170_000,
  }, async (t) => {
    if (process.env['TEST_REDIS_URL'] === undefined)
      return t.skip(process.env['TEST_REDIS_MISSING'] ?? 'no Redis')
    await using school = await startSchool({ mode, redis: true })
    await school.sandbox.settings({ retryScale: 0.2 })
    const crowd: PersonDriver[] = []
    for (let i = 0; i < people; i += 1) crowd.push(await school.person(`Учитель ${i}`, 'staff'))
    await school.stop()

    await using bots = new AsyncDisposableStack()
    const over = new AbortController()
    const killing = killAgainAndAgain(() => bots.use(spawnBot(school.env))).finally(() => over.abort())
    const redelivering = redeliverAgainAndAgain(school.sandbox, over.signal)
    const places: string[] = []
    const filing = crowd.map(async (person, i) => {
      for (let n = 0; n < ticketsEach || !over.signal.aborted; n += 1) {
        places.push(`каб. ${i}-${n}`)
        await fileWithPatience(person, `каб. ${i}-${n}`)
      }
    })
    const [bot] = await Promise.all([killing, redelivering, ...filing]).catch(async (cause: unknown) => {
      throw new Error(await deliveryState(school.db), { cause })
    })
    await school.sandbox.waitUntilIdle(30_000)
    await until(
      'the outbox is empty',
      async () => (await count(school, sql`select count(*) as n from outbox`)) === 0,
      { withinMs: 60_000 },
    )

    const updates = await school.sandbox.updateHistory(100_000)
    assert.ok(updates.length >= 500, `${updates.length} updates`)
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
    t.diagnostic(`${places.length} tickets, ${updates.length} updates, ${kills} kills`)
  })
}

/** Starts the bot and kills it at a random moment, often enough; the last one lives on. */
async function killAgainAndAgain(spawn: () => BotProcess): Promise<BotProcess> {
  for (let killed = 0; killed < kills; killed += 1) {
    const bot = spawn()
    await bot.ready()
    await setTimeout(200 + Math.random() * 1_500)
    await bot.end('SIGKILL')
  }
  const last = spawn()
  await last.ready()
  return last
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
