import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { queueMessages } from '../src/telegram/outbox.ts'
import { startDeadlyTelegram } from './deadly-telegram.ts'
import { startErrorSink } from './error-sink.ts'
import { type RebornBot, startRebornBot } from './reborn-bot.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'
import { untilWaiting } from './until-waiting.ts'

test('an entry that kills is put aside after four deaths: its chat is told, and everybody gets the rest', async () => {
  await using school = await startSchool()
  await using sink = await startErrorSink()
  const [anna, boris] = [await school.person('Анна', 'staff'), await school.person('Борис', 'staff')]
  await school.stop()
  const doomed: { bot?: RebornBot } = {}
  const kill = () => doomed.bot?.kill()
  await using telegram = await startDeadlyTelegram(school.env['TELEGRAM_API_ROOT'] ?? '', 'смертельно', kill)
  const env = { ...school.env, TELEGRAM_API_ROOT: telegram.url, GLITCHTIP_DSN: sink.dsn }
  await using mortal = await startRebornBot(env)
  doomed.bot = mortal
  const owed = (chatId: number, text: string) => ({ chatId, text: { html: text } })
  await school.db.transaction((tx) =>
    queueMessages(tx, [
      owed(anna.id, 'это смертельно'),
      owed(anna.id, 'что было после'),
      ...Array.from({ length: 3 }, (_, i) => owed(boris.id, `для Бориса ${i + 1}`)),
    ]),
  )
  const patience = { since: 'start', withinMs: 90_000 } as const
  await anna.waitFor(({ text }) => text === 'что было после', patience)
  const told = await anna.waitFor(({ text }) => text?.includes('Кое-что не получилось прислать'), patience)
  await boris.waitFor(({ text }) => text === 'для Бориса 3', patience)
  assert.equal(mortal.deaths, 4)
  const code = /код (\w{8})/.exec(told.text ?? '')?.[1] ?? 'none'
  await until(
    'one report has the code',
    () => sink.received.filter((body) => body.includes(code)).length === 1,
  )
  await until('nothing is owed any more', async () => {
    const { left } = await school.db.one<{ left: number }>(sql`select count(*) as left from outbox`)
    return left === 0
  })
  assert.ok(mortal.bot.lines.some((line) => line.includes(code)))
  assert.ok(!sink.received.join('\n').includes('смертельно'))
})

test('an update that kills is set aside after four deaths, and its person is told the id of the error', async () => {
  await using school = await startSchool()
  const [anna, boris] = [await school.person('Анна', 'staff'), await school.person('Борис', 'staff')]
  await school.stop()
  await using mortal = await startRebornBot(school.env)
  {
    // the handler of Anna's update waits for her lock, and dies waiting
    const held = await school.db.pool.connect()
    try {
      await held.query('select pg_advisory_lock($1::bigint)', [anna.id])
      await anna.send('/help')
      for (const death of [1, 2, 3, 4]) {
        await untilWaiting(school.db, 1)
        await boris.send(`/help`)
        await boris.waitFor(() => true)
        mortal.kill()
        await until('the bot is back', () => mortal.deaths === death)
        await mortal.bot.ready()
      }
    } finally {
      await held.query('select pg_advisory_unlock($1::bigint)', [anna.id])
      held.release()
    }
  }
  const told = await anna.waitFor(({ text }) => text?.includes('это наша ошибка'), { withinMs: 30_000 })
  const code = /код (\w{8})/.exec(told.text ?? '')?.[1]
  const set = await school.db.many<{ code: string }>(
    sql`select error_id as code from telegram_update where error_id is not null`,
  )
  assert.deepEqual(set, [{ code }])
  await anna.send('/help')
  await anna.waitFor(({ text }) => text !== undefined && !text.includes('наша ошибка'))
  assert.equal(mortal.deaths, 4)
})
