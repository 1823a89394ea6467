import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import sql from 'sql-template-tag'
import { keyOf } from '../src/monitoring/alerts/alert-group.ts'
import { botDown } from './alerts-desk.ts'
import { alertsRooms } from './alerts-room.ts'
import { spawnBot } from './bot-process.ts'
import { ask, says } from './chat.ts'
import { type HeldAnswers, startHeldAnswers } from './held-answers.ts'
import { personOf } from './help-desk.ts'
import { until } from './until.ts'

const { skip, room } = alertsRooms()
const key = keyOf({ name: 'BotDown', component: 'bot' })
const mute = `alert_mute:${key}:hour`
const unmute = `alert_unmute:${key}`

describe('alerts while Alertmanager takes its time', { skip }, () => {
  let held: HeldAnswers
  before(async () => {
    const { desk } = await room()
    held = await startHeldAnswers(desk.alerting.alertmanager.url)
    await desk.school.stop()
    Object.assign(desk.school.env, {
      ALERTMANAGER_INTERNAL_URL: held.url,
      PROMETHEUS_INTERNAL_URL: held.url,
      // two for updates, two for the worker
      DATABASE_POOL_MAX: '4',
    })
    await desk.school.start()
  })
  after(() => held[Symbol.asyncDispose]())
  beforeEach(() => held.release())

  const answersWait = (count: number) =>
    until(`${count} answers wait`, () => held.waiting() >= count, { everyMs: 5 })

  test('while admins wait, no connection waits with them, and others are served as ever', async () => {
    const { desk, olga, anna } = await room()
    const { db } = desk.school
    const more = [await desk.school.person('Пётр', 'admin'), await desk.school.person('Ирина', 'admin')]
    const teacher = await desk.school.person('Мария', 'staff')
    await desk.fire(botDown)
    const admins = [olga, anna, ...more]
    for (const [command, questions] of [
      ['/alerts', 2],
      ['/status', 7],
    ] as const) {
      // on a machine that is slow for a moment the admins may have given up before the teacher is served
      await until(`somebody is served during ${command}`, async () => {
        held.hold()
        await Promise.all(admins.map((admin) => admin.send(command)))
        // more admins than updates have connections
        await answersWait(3 * questions)
        await ask(teacher, '/help', '/my')
        const stillWait = held.waiting() > 0
        held.release()
        await Promise.all(admins.map((admin) => admin.waitFor(({ buttons = [] }) => buttons.length > 0)))
        return stillWait
      })
    }
    for (const [admin, data, method] of [
      [olga, mute, 'POST'],
      [anna, unmute, 'DELETE'],
    ] as const) {
      held.hold(method)
      const pressed = await admin.pressData(data, { forge: true })
      await answersWait(1)
      await until('no transaction is open', async () => {
        const { open } = await db.one<{ open: number }>(sql`
          select count(*)::int as open from pg_stat_activity
          where datname = current_database() and application_name = 'schoolbot' and state = 'idle in transaction'`)
        return open === 0
      })
      assert.equal(held.waiting(), 1, 'Alertmanager has not answered yet')
      held.release()
      assert.match((await pressed.answered()).text ?? '', /^🔕 Приглушено|^🔔 Unmuted/)
    }
  })

  test('kill -9 between Alertmanager’s answer and the note: one silence, noted once, and the press is answered', async () => {
    const { desk, olga } = await room()
    const { school } = desk
    await desk.fire(botDown)
    await school.stop()
    held.hold('POST')
    {
      await using bot = spawnBot(school.env)
      await bot.ready()
      await olga.pressData(mute, { forge: true })
      await answersWait(1)
      await bot.end('SIGKILL')
    }
    const [silence, ...others] = await desk.silences()
    assert.deepEqual([silence?.matchers[0]?.value, others.length], ['BotDown', 0])
    assert.deepEqual(await desk.audit(), [])
    held.release()
    await school.start()
    await olga.waitFor(says('приглушено до', 'через бота, Ольга'), { withinMs: 30_000 })
    assert.deepEqual(await desk.silences(), [silence])
    assert.deepEqual(
      (await desk.audit()).map(({ actor, action, details }) => [actor, action, details['silence']]),
      [['Ольга', 'alert.silenced', silence?.id]],
    )
  })

  test('a press that Telegram delivers again and again mutes once', async () => {
    const { desk, olga } = await room()
    const { school } = desk
    await desk.fire(botDown)
    const card = await ask(olga, '/alerts', 'Бот не отвечает')
    await school.stop()
    const secret = 'for-the-webhook-of-this-test'
    Object.assign(school.env, {
      TELEGRAM_MODE: 'webhook',
      WEBHOOK_URL: `http://127.0.0.1:${school.env['HTTP_PORT']}`,
      WEBHOOK_SECRET: secret,
    })
    await school.start()
    const from = { id: olga.id, is_bot: false, first_name: 'Ольга' }
    const chat = { id: olga.id, type: 'private', first_name: 'Ольга' }
    const message = { message_id: card.messageId, date: 0, chat }
    const body = JSON.stringify({
      update_id: 1_000_000,
      callback_query: { id: '1', chat_instance: '1', from, message, data: mute },
    })
    const headers = { 'x-telegram-bot-api-secret-token': secret, 'content-type': 'application/json' }
    const deliver = async () =>
      (await fetch(`${school.http()}/telegram/webhook`, { method: 'POST', headers, body })).status
    held.hold('POST')
    assert.deepEqual(await Promise.all([deliver(), deliver(), deliver()]), [200, 200, 200])
    await answersWait(1)
    assert.equal(await deliver(), 200)
    held.release()
    await until('it is noted', async () => (await desk.audit()).length > 0)
    assert.equal(await deliver(), 200)
    await olga.waitFor(says('приглушено до', 'через бота, Ольга'))
    await until('no job is left', async () => {
      const { jobs } = await school.db.one<{ jobs: number }>(sql`
        select count(*)::int as jobs from graphile_worker.jobs where task_identifier = 'change_silences'`)
      return jobs === 0
    })
    assert.deepEqual([(await desk.silences()).length, (await desk.audit()).length], [1, 1])
    assert.equal((await desk.audit())[0]?.actor, (await personOf(school, olga)).name)
  })
})
