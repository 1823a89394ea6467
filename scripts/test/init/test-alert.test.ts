import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../../bot/test/until.ts'
import { createTestAlertStep } from '../../lib/init/test-alert.ts'
import { createSecretsStep } from '../../lib/settings/secrets-step.ts'
import { type Alerting, alertingMissing, alertToken, startAlerting } from '../monitoring/alerting.ts'
import { createFolderSetup } from './folder-setup.ts'

const skip = alertingMissing(['alertmanager']) ?? false

async function prepare(alerting: Alerting) {
  const installation = createFolderSetup({
    env: {
      TELEGRAM_BOT_TOKEN: alertToken,
      TELEGRAM_CHAT_ID: String(alerting.group.id),
      ALERT_TELEGRAM_API_ROOT: alerting.sandbox.url,
    },
    url: alerting.alertmanager.url,
  })
  await createSecretsStep(installation.setup).make()
  return installation
}
const tests = async ({ group }: Alerting) =>
  (await group.messages()).filter(({ text }) => text?.startsWith('🟡 Внимание: Это проверка')).length

test('a test alert reaches Telegram once, and says later that it is over', { skip }, async () => {
  await using alerting = await startAlerting()
  using installation = await prepare(alerting)
  const step = createTestAlertStep(installation.setup)
  assert.equal((await step.look()).state, 'missing')
  assert.match((await step.make()).words, /^it arrived in Telegram on \d{4}-\d\d-\d\d$/)
  assert.equal((await step.look()).state, 'ready')
  assert.equal(await tests(alerting), 1)
  await alerting.told('that it is over', (text) => text.startsWith('✅ Прошло: Это проверка'))
})

test('another chat wants a test alert of its own', { skip }, async () => {
  await using alerting = await startAlerting()
  using installation = await prepare(alerting)
  await createTestAlertStep(installation.setup).make()
  using moved = createFolderSetup({ env: { TELEGRAM_CHAT_ID: '-1002003' } })
  await createSecretsStep(moved.setup).make()
  assert.equal((await createTestAlertStep(moved.setup).look()).state, 'missing')
})

test('when Prometheus warns that alerts get lost, one is sent again', { skip }, async () => {
  await using alerting = await startAlerting()
  using installation = await prepare(alerting)
  const step = createTestAlertStep(installation.setup)
  await step.make()
  const labels = { alertname: 'AlertDeliveryFailing', integration: 'telegram', severity: 'critical' }
  await alerting.post([{ labels, annotations: {} }])
  const found = await until('the look sees it', async () => {
    const finding = await step.look()
    return finding.state === 'missing' ? finding : undefined
  })
  assert.match(found.words, /and now alerts do not$/)
  assert.equal((await step.make()).state, 'ready')
  assert.equal(await tests(alerting), 2)
})

test('a chat that the bot may not write in is told, and no token is', { skip }, async () => {
  await using alerting = await startAlerting()
  using installation = await prepare(alerting)
  const fault = { method: 'sendMessage', status: 403, description: 'Forbidden: bot was blocked by the user' }
  await alerting.sandbox.fault({ ...fault, times: 0 })
  const step = createTestAlertStep(installation.setup)
  await assert.rejects(step.make(), /^StepError: the test alert did not reach Telegram; Alertmanager: /)
  assert.equal((await step.look()).state, 'missing')
  assert.doesNotMatch(installation.said.join('\n'), new RegExp(alertToken))
})
