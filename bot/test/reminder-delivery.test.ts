import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { type BotProcess, spawnBot } from './bot-process.ts'
import { deliveryState } from './delivery-state.ts'
import { personOf } from './help-desk.ts'
import { createOrderDesk } from './order-desk.ts'
import { freePort, type School, startSchool } from './school.ts'
import { until } from './until.ts'

const minuteMs = 60_000

test('a bot that is killed after it took a reminder and before it sent it: the next one sends it, once', async () => {
  await using school = await startSchool()
  const olga = await school.person('Ольга', 'director')
  const boris = await school.person('Борис', 'staff')
  const desk = createOrderDesk(school.db)
  const givenAt = new Date(Date.now() - 120 * minuteMs)
  // a reminder an hour before keeps its hour on any day; here it is some minutes ago
  const deadline = new Date(Date.now() + 57 * minuteMs)
  await desk.issue(await personOf(school, olga), [await personOf(school, boris)], { deadline }, givenAt)
  await boris.waitFor(({ text }) => text?.includes('Поручение №1'))
  await school.stop()

  const fault = await school.sandbox.fault({
    method: 'sendMessage',
    chatId: boris.id,
    times: 1000,
    hang: true,
  })
  await using first = spawnBot(school.env)
  await first.ready()
  await addJob(school)
  await until('the reminder is taken and on its way', async () => {
    const { taken, held } = await school.db.one<{ taken: number; held: number }>(sql`
      select (select count(*) from task_reminder) as taken,
        (select count(*) from graphile_worker._private_job_queues where locked_by is not null) as held`)
    return taken === 1 && held > 0
  })
  await first.end('SIGKILL')
  await fault.remove()

  await using second = spawnBot(school.env)
  await second.ready()
  await using third = spawnBot({
    ...school.env,
    HTTP_PORT: String(await freePort()),
    BOT_INSTANCE_ID: 'third',
  })
  await third.ready()
  await Promise.all([addJob(school), addJob(school)])
  await untilSent(school, second)
  const reminders = (await boris.messages()).filter(({ text }) =>
    text?.startsWith('🔔 Поручение №1: срок через'),
  )
  assert.equal(reminders.length, 1, JSON.stringify(reminders))
})

async function addJob({ db }: School): Promise<void> {
  await db.run(sql`select graphile_worker.add_job('remind_tasks', max_attempts := 1)`)
}

async function untilSent(school: School, bot: BotProcess): Promise<void> {
  const isDone = async () => {
    const { left } = await school.db.one<{ left: number }>(sql`
      select (select count(*) from graphile_worker._private_jobs) + (select count(*) from outbox) as left`)
    return left === 0
  }
  await until('everything owed was sent', isDone, { withinMs: 40_000 }).catch(async (cause: unknown) => {
    throw new Error(`${bot.lines.slice(-5).join('\n')}\n${await deliveryState(school.db)}`, { cause })
  })
}
