import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { until } from '../../../bot/test/until.ts'
import { type AlertChat, openAlertChat } from './alert-chat.ts'
import { type BadDay, beginBadDay } from './alert-day.ts'
import { type AlertListeners, startAlertListeners } from './alert-listeners.ts'
import { consequencesAreHeldBack, goodNight, justSetUp, secondsAgo, writeMetrics } from './alert-outage.ts'
import { type AlertSchool, cancelThreeTickets, meetSchool, reportTwoOrders } from './alert-school.ts'
import { type AlertTimes, followAlert, tableOf, unexpected } from './alert-times.ts'
import { noOpenssl } from './certificates.ts'
import { missingEngine } from './engine.ts'
import { type ErrorIntake, startErrorIntake } from './error-intake.ts'
import { fires } from './prometheus-answers.ts'
import { checkWhatRulesRead } from './rule-selectors.ts'
import { prepareStack, type Stack } from './stack.ts'
import { failInEveryWay } from './telegram-trouble.ts'
import { cutOffClients, type Freed } from './vanished-clients.ts'

/** A warning that is over is told with the next message of its group, up to five minutes after the first. */
const patient = { timeout: 600_000 }
const fiveMinutesMs = 300_000

describe('alerts of the real stack', { skip: missingEngine() }, () => {
  let stack: Stack
  let chat: AlertChat
  let listeners: AlertListeners
  let errors: ErrorIntake
  let school: AlertSchool
  let day: BadDay
  const times: AlertTimes[] = []
  /** When the bot and all it needs were started again. */
  const repaired = Promise.withResolvers<number>()
  /** Goes on beside all else, before Postgres is killed too. */
  let vanished: Promise<Freed>
  /** What the rules read has been looked at while all of it runs. */
  const looked = Promise.withResolvers<void>()

  before(async () => {
    listeners = await startAlertListeners()
    errors = await startErrorIntake()
    stack = await prepareStack({
      env: { ALERT_QUIET_HOURS: 'off', DOCS_URL: 'https://docs.example' },
      secrets: { ...listeners.secrets, GLITCHTIP_DSN: errors.dsn.unknown },
      ...(noOpenssl ? {} : { certificateDays: 2 }),
    })
    await stack.compose('build', '--quiet')
    await writeMetrics(stack, 'scale', justSetUp())
    await writeMetrics(stack, 'drill', goodNight())
    console.log('the image is built, the stack starts')
    await stack.up()
    vanished = cutOffClients(stack)
    // it is awaited below
    vanished.catch(() => {})
    school = await meetSchool(stack)
    chat = await openAlertChat(stack)
    console.log('everybody is there, the day begins')
    await failInEveryWay(stack)
    if (noOpenssl) looked.resolve()
    day = beginBadDay(stack, school, Promise.allSettled([looked.promise, vanished]))
  }, patient)
  after(async () => {
    await stack.remove()
    await Promise.all([listeners.close(), errors.close()])
  }, patient)

  describe('the cause is made, told, removed, and its end is told', { concurrency: true }, () => {
    /** `remove` is done once the alert was told, and gives the moment of the removal. */
    async function follow(alert: string, cause: number, remove: () => Promise<number> | number) {
      times.push(await followAlert(chat, alert, cause, remove, { endedMs: 2 * fiveMinutesMs }))
      return times.at(-1)
    }

    test('whatever a rule reads is there, and what waits for minutes has seen its cause', {
      ...patient,
      skip: noOpenssl,
    }, async () => {
      try {
        await day.failing
        for (const alert of ['GlitchTipIngestBroken', 'CertificateExpiring']) {
          const isPending = () => fires(stack, alert, 'pending')
          await until(`${alert} is pending`, isPending, { withinMs: 120_000, everyMs: 500 })
        }
        await checkWhatRulesRead(stack)
      } finally {
        looked.resolve()
      }
    })

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
        await consequencesAreHeldBack(stack)
        const moment = Date.now()
        await stack.up('--no-recreate', 'bot', 'nginx')
        return moment
      }
      repaired.resolve(repair())
      await Promise.all(alerts.map((alert) => follow(alert, killed, () => repaired.promise)))
      const down = times.find(({ alert }) => alert === 'BotDown')
      assert.ok(down && down.told - killed < 90_000, 'BotDown is told within 90 seconds')
    })

    test('who vanishes from the network leaves his locks to others in two minutes', patient, async (t) => {
      const { silent, answered } = await vanished
      t.diagnostic(`silent: ${silent.toFixed(1)} s, answered: ${answered.toFixed(1)} s`)
      // measured: 69 to 72 s and 60 to 80 s; without the second setting its locks are held after 200 s
      assert.ok(silent < 120 && answered < 120)
    })

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
    assert.deepEqual(await unexpected(chat, times), [])
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
