import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { until } from '../../../bot/test/until.ts'
import { readAlertRules } from '../monitoring/alert-rules.ts'
import { type AlertChat, openAlertChat } from './alert-chat.ts'
import { type BadDay, beginBadDay } from './alert-day.ts'
import { type AlertListeners, startAlertListeners } from './alert-listeners.ts'
import { secondsAgo, writeMetrics } from './alert-outage.ts'
import { type AlertSchool, cancelThreeTickets, meetSchool, reportTwoOrders } from './alert-school.ts'
import { type AlertTimes, tableOf } from './alert-times.ts'
import { missingEngine } from './engine.ts'
import { heldBackBy } from './prometheus-answers.ts'
import { prepareStack, replicas, type Stack } from './stack.ts'

/** A warning that is over is told with the next message of its group, up to five minutes after the first. */
const patient = { timeout: 600_000 }
const fiveMinutesMs = 300_000

describe('alerts of the real stack', { skip: missingEngine() }, () => {
  let stack: Stack
  let chat: AlertChat
  let listeners: AlertListeners
  let school: AlertSchool
  let day: BadDay
  const times: AlertTimes[] = []
  /** When the bot and all it needs were started again. */
  const repaired = Promise.withResolvers<number>()

  before(async () => {
    listeners = await startAlertListeners()
    const env = { ALERT_QUIET_HOURS: 'off', DOCS_URL: 'https://docs.example' }
    stack = await prepareStack({ env, secrets: listeners.secrets })
    await stack.compose('build', '--quiet')
    await writeMetrics(stack, 'scale', { schoolbot_replicas_expected: replicas })
    console.log('the image is built, the stack starts')
    await stack.up()
    school = await meetSchool(stack)
    chat = await openAlertChat(stack)
    console.log('everybody is there, the day begins')
    day = beginBadDay(stack, school)
  }, patient)
  after(async () => {
    await stack.remove()
    await listeners.close()
  }, patient)

  describe('the cause is made, told, removed, and its end is told', { concurrency: true }, () => {
    /** `remove` is done once the alert was told, and gives the moment of the removal. */
    async function follow(alert: string, cause: number, remove: () => Promise<number> | number) {
      const { at: told } = await chat.told(alert, cause)
      const removed = await remove()
      const { at: ended } = await chat.ended(alert, removed, 2 * fiveMinutesMs)
      times.push({ alert, cause, told, removed, ended })
      return times.at(-1)
    }

    test('TooManyOpenTickets: eleven are filed, and three taken back', patient, async () => {
      await follow('TooManyOpenTickets', await day.filed, async () => {
        await repaired.promise
        await cancelThreeTickets(school)
        return Date.now()
      })
    })

    test('TooManyOverdueTasks: four orders are late, and two are reported', patient, async () => {
      const late = await day.late
      await repaired.promise
      await follow('TooManyOverdueTasks', late, async () => {
        await reportTwoOrders(school)
        return Date.now()
      })
    })

    test('HighLatency: a lock holds the bot up', patient, async () => {
      const [begin, end] = await day.slow
      await follow('HighLatency', begin, () => end)
    })

    test('HighErrorRate: a table is not there for five people', patient, async () => {
      const [begin, end] = await day.failing
      await follow('HighErrorRate', begin, () => end)
    })

    test('RestoreDrillFailed and BackupTooOld: what the scripts write', patient, async () => {
      const cause = Date.now()
      await writeMetrics(stack, 'backup', {
        schoolbot_backup_last_success_timestamp_seconds: secondsAgo(31 * 3600),
        schoolbot_restore_drill_success: 0,
      })
      const told = Promise.all([chat.told('BackupTooOld', cause), chat.told('RestoreDrillFailed', cause)])
      async function repair() {
        await told
        const moment = Date.now()
        await writeMetrics(stack, 'backup', {
          schoolbot_backup_last_success_timestamp_seconds: secondsAgo(0),
          schoolbot_restore_drill_success: 1,
        })
        return moment
      }
      const once = repair()
      await Promise.all([
        follow('BackupTooOld', cause, () => once),
        follow('RestoreDrillFailed', cause, () => once),
      ])
    })

    test('BotDown, PostgresDown, RedisDown, NginxDown: all are killed', patient, async () => {
      const alerts = ['BotDown', 'PostgresDown', 'RedisDown', 'NginxDown']
      const killed = await day.killed
      async function repair(): Promise<number> {
        await Promise.all(alerts.map((alert) => chat.told(alert, killed)))
        await consequencesAreHeldBack()
        const moment = Date.now()
        await stack.up('--no-recreate', 'bot', 'nginx')
        return moment
      }
      repaired.resolve(repair())
      await Promise.all(alerts.map((alert) => follow(alert, killed, () => repaired.promise)))
      const down = times.find(({ alert }) => alert === 'BotDown')
      assert.ok(down && down.told - killed < 90_000, 'BotDown is told within 90 seconds')
    })

    /** Replicas are missing and updates failed, but who reads that the bot and its database are down knows that. */
    async function consequencesAreHeldBack(): Promise<void> {
      // Alertmanager names one of those that hold it back
      assert.match((await heldBackBy(stack, 'HighErrorRate')).join(), /^(PostgresDown|RedisDown)/)
      const isHeldBack = async () => (await heldBackBy(stack, 'BotReplicaMissing')).includes('BotDown')
      await until('BotReplicaMissing is held back', isHeldBack, { withinMs: 180_000, everyMs: 1_000 })
      const due = Date.now() + 40_000
      await until('its message would have come', () => Date.now() > due, { withinMs: 60_000 })
      assert.ok(await isHeldBack())
    }

    test('the dead-man address hears the Watchdog every two minutes', patient, async () => {
      await until('three calls', () => listeners.deadman.length >= 3, { withinMs: 420_000, everyMs: 1_000 })
      const [first, second, third] = listeners.deadman.map(({ at }) => at)
      for (const [from = 0, to = 0] of [
        [first, second],
        [second, third],
      ])
        assert.ok(to - from < 130_000, `${to - from} ms`)
    })
  })

  test('nobody is told anything else', async () => {
    // of parts whose images may not be here, and of the machine, which other tests may use up
    const others = readAlertRules().filter(({ labels }) => labels.get('component') === 'host')
    const excused = new Set(['ServiceUnreachable', 'EventLoopLag', ...others.map(({ name }) => name)])
    const told = new Set((await chat.all()).map(({ alert = 'unknown' }) => alert))
    assert.deepEqual(told.difference(excused), new Set(times.map(({ alert }) => alert)))
  })

  test('what is critical came by the second path too, its end as well', () => {
    const heard = listeners.secondPath.flatMap(({ alerts }) =>
      alerts.map(({ status, labels }) => `${labels.alertname} ${status}`),
    )
    const warnings = ['HighLatency', 'TooManyOpenTickets']
    const critical = times.map(({ alert }) => alert).filter((alert) => !warnings.includes(alert))
    for (const alert of critical) {
      assert.ok(heard.includes(`${alert} firing`), alert)
      assert.ok(heard.includes(`${alert} resolved`), alert)
    }
    assert.deepEqual(new Set(heard.map((words) => words.split(' ')[0])), new Set(critical))
  })

  test('Telegram took every message', async (t) => {
    assert.deepEqual(await chat.refused(), [])
    t.diagnostic(`\n${tableOf(times)}`)
  })

  test('no secret is in a log', async () => {
    const logs = await stack.compose('logs', '--no-color')
    for (const secret of stack.secrets) assert.ok(!logs.includes(secret), 'a secret in the logs')
    assert.ok(stack.secrets.some((secret) => listeners.secrets.DEADMAN_URL.includes(secret)))
  })
})
