import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { queueMessages } from '../src/telegram/outbox.ts'
import { spawnBot } from './bot-process.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

test('SIGTERM ends with 0 within 5 s also while Telegram does not answer, and what is owed stays owed', async () => {
  await using school = await startSchool()
  const [anna, boris] = [await school.stranger('Анна'), await school.stranger('Борис')]
  await school.stop()
  await using bot = spawnBot({ ...school.env, LOG_LEVEL: 'debug' })
  await bot.ready()
  const fault = await school.sandbox.fault({ method: 'sendMessage', times: 1000, hang: true })
  await school.db.transaction((tx) => queueMessages(tx, [{ chatId: boris.id, text: { html: 'owed 1' } }]))
  for (const text of ['/start', '/start', '/start']) await anna.send(text)
  await until('a prompt is on its way, and a message', async () => {
    const { held } = await school.db.one<{ held: number }>(
      sql`select count(*) as held from graphile_worker._private_jobs where locked_by is not null`,
    )
    return held > 0 && bot.lines.filter((line) => line.includes('"msg":"update"')).length >= 3
  })
  const { code, ms } = await bot.end('SIGTERM')
  assert.equal(code, 0, bot.lines.slice(-10).join('\n'))
  assert.ok(ms < 5_000, `stopped in ${ms} ms`)

  await fault.remove()
  await using next = spawnBot(school.env)
  await next.ready()
  await boris.waitFor((message) => message.text === 'owed 1', { since: 'start' })
})
