import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ask, says } from '../../../bot/test/chat.ts'
import { until } from '../../../bot/test/until.ts'
import { writeStackSecrets } from '../../lib/settings/stack-secrets.ts'
import { type AlertChat, openAlertChat } from './alert-chat.ts'
import { writeMetrics } from './alert-outage.ts'
import { type AlertSchool, meetSchool } from './alert-school.ts'
import { type AlertTimes, followAlert, tableOf, unexpected } from './alert-times.ts'
import { noOpenssl } from './certificates.ts'
import { failTimes } from './database-trouble.ts'
import { missingEngine } from './engine.ts'
import { type ErrorIntake, startErrorIntake } from './error-intake.ts'
import { prepareStack, replicas, type Stack } from './stack.ts'
import { refuseMessages } from './telegram-trouble.ts'

const asked = process.env['STACK_ALERTS'] === 'all'
const skip = missingEngine() ?? (asked ? noOpenssl : 'STACK_ALERTS is not "all": 12 minutes')
const minutes = (count: number) => count * 60_000
const patient = { timeout: minutes(30) }

/** Alerts whose cause has to last for minutes. In every run of the tests they are seen as pending, in alerts.waiting.test.ts. */
describe('alerts of the real stack that wait for minutes', { skip }, () => {
  let stack: Stack
  let chat: AlertChat
  let school: AlertSchool
  let errors: ErrorIntake
  /** When a certificate was shown that ends in two days. */
  let shown: number
  const times: AlertTimes[] = []
  /** Telegram takes messages again. */
  const accepted = Promise.withResolvers<number>()
  /** It delivers to the webhook again. */
  const delivered = Promise.withResolvers<number>()

  before(async () => {
    errors = await startErrorIntake()
    stack = await prepareStack({
      env: { ALERT_QUIET_HOURS: 'off' },
      secrets: { GLITCHTIP_DSN: errors.dsn.unknown },
      certificateDays: 2,
    })
    await stack.compose('build', '--quiet')
    await writeMetrics(stack, 'scale', { schoolbot_replicas_expected: replicas })
    shown = Date.now()
    await stack.up()
    school = await meetSchool(stack)
    chat = await openAlertChat(stack)
    await failTimes(stack, school, 1)
  }, patient)
  after(async () => {
    await stack.remove()
    await errors.close()
  }, patient)

  async function follow(alert: string, cause: number, remove: () => Promise<number>) {
    times.push(await followAlert(chat, alert, cause, remove, { toldMs: minutes(15), endedMs: minutes(12) }))
  }

  describe('the cause is made, told, removed, and its end is told', { concurrency: true }, () => {
    test('CertificateExpiring: two days are left, and it is renewed', patient, async () => {
      await follow('CertificateExpiring', shown, async () => {
        await delivered.promise
        const moment = Date.now()
        await stack.changeCertificate('trusted', 90)
        return moment
      })
    })

    test('GlitchTipIngestBroken: GLITCHTIP_DSN is of no project, and is put right', patient, async () => {
      await until('the report is refused', () => errors.refused() > 0)
      await follow('GlitchTipIngestBroken', Date.now(), async () => {
        await delivered.promise
        const moment = Date.now()
        writeStackSecrets(join(stack.folder, 'secrets'), { GLITCHTIP_DSN: errors.dsn.known })
        await stack.compose('restart', 'bot')
        await stack.up('--no-recreate', 'bot')
        return moment
      })
      await failTimes(stack, school, 1)
      await until('the next report is taken', () => errors.taken() > 0)
    })

    test('TelegramRefusing: no message is taken, and then they are', patient, async () => {
      const cause = Date.now()
      const told = chat.told('TelegramRefusing', cause, minutes(10))
      const refused = refuseMessages(stack, school, told).then(Date.now)
      accepted.resolve(refused)
      await follow('TelegramRefusing', cause, () => refused)
    })

    test(
      'TelegramIntakeStalled: nginx shows a certificate that Telegram does not trust',
      patient,
      async () => {
        await accepted.promise
        const cause = Date.now()
        delivered.resolve(distrust(cause))
        const alerts = ['BotUnhealthy', 'TelegramIntakeStalled']
        await Promise.all(alerts.map((alert) => follow(alert, cause, () => delivered.promise)))
      },
    )

    /** Until both alerts were told. Gives the moment at which the certificate was a good one again. */
    async function distrust(cause: number): Promise<number> {
      const [teacher] = school.teachers
      assert.ok(teacher)
      await stack.changeCertificate('itself', 2)
      // a few may be delivered over a connection that is open from before
      const isStuck = async () =>
        (await teacher.send('/help')) && (await stack.sandbox.pendingUpdates()).length > 2
      await until('updates wait at Telegram', isStuck, { withinMs: 60_000, everyMs: 2_000 })
      const told = (alert: string) => chat.told(alert, cause, minutes(10))
      await Promise.all([told('BotUnhealthy'), told('TelegramIntakeStalled')])
      const moment = Date.now()
      await stack.changeCertificate('trusted', 2)
      // Telegram tries again after a minute at the latest
      await teacher.waitFor(says(''), { withinMs: 90_000 })
      return moment
    }
  })

  test('nobody is told anything else', async (t) => {
    assert.deepEqual(await unexpected(chat, times), [])
    assert.deepEqual(await chat.refused(), [])
    t.diagnostic(`\n${tableOf(times)}`)
  })

  test('people are answered as ever', async () => {
    await Promise.all(school.teachers.map((teacher) => ask(teacher, '/new', 'С чем помочь')))
  })
})
