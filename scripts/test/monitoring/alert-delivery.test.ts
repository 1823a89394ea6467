import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSchool } from '../../../bot/test/school.ts'
import { until } from '../../../bot/test/until.ts'
import { alertingMissing, alertToken, startAlerting } from './alerting.ts'

const skip = alertingMissing(['prometheus', 'alertmanager']) ?? false

test('the bot is stopped: within 90 seconds Telegram has the alert, and later that it is over', {
  skip,
}, async () => {
  await using school = await startSchool()
  await using alerting = await startAlerting({ bot: school.http() })
  await until('Prometheus has seen the bot', async () => {
    const answer = await fetch(`${alerting.prometheusUrl}/api/v1/query?query=sum(up{job="bot"})`)
    return (await answer.text()).includes('"1"]')
  })
  const stopped = performance.now()
  await school.stop()
  const alert = await alerting.told('the alert', (text) => text.includes('Бот не отвечает'), 90_000)
  assert.ok(performance.now() - stopped < 90_000)
  assert.match(alert, /^🔴 Срочно: Бот не отвечает\n\nНи одна копия бота не отвечает/)
  const shown = (await alerting.group.messages()).at(-1)
  const links = shown?.raw.entities?.flatMap(({ url }) => url ?? [])
  assert.deepEqual(links?.slice(0, 2), [
    'https://docs.example/docs/runbooks/BotDown.md',
    'https://school.example/grafana/d/schoolbot-operations',
  ])
  await school.start()
  const over = await alerting.told('that it is over', (text) => text.startsWith('✅ Прошло: Бот не отвечает'))
  assert.match(over, /\n\nс \d\d\.\d\d \d\d:\d\d до (\d\d\.\d\d )?\d\d:\d\d$/)
})

const critical = (name: string, more: Record<string, string> = {}) => ({
  alertname: name,
  severity: 'critical',
  ...more,
})

test('a crowd of alerts full of what HTML forbids is one message that Telegram takes', { skip }, async () => {
  await using alerting = await startAlerting()
  const nasty = `<b>&"'+ ${'<script> & </a> 🔥 '.repeat(200)}`
  const annotations = {
    summary_ru: nasty,
    description_ru: nasty,
    runbook_url: `https://docs.example/${'x'.repeat(200)}"<>&`,
    dashboard_url: '/d/schoolbot',
  }
  const crowd = Array.from({ length: 40 }, (_, n) => ({
    labels: critical('Crowd', { disk: `/dev/<${n}>&"` }),
    annotations,
  }))
  await alerting.post(crowd)
  const text = await alerting.told('the message', (said) => said.includes('Срочно'))
  assert.match(text, /Всего таких: 40/)
  assert.ok(text.length < 4096)
  const ended = new Date().toISOString()
  await alerting.post(crowd.map((alert) => ({ ...alert, endsAt: ended })))
  assert.match(await alerting.told('the end', (said) => said.startsWith('✅')), /Всего прошло: 40/)
  const calls = await alerting.sandbox.calls({ method: 'sendMessage' })
  assert.ok(calls.every(({ params }) => JSON.stringify(params).includes('HTML')))
})

test('when Telegram cannot be reached the log says so without the token', { skip }, async () => {
  await using alerting = await startAlerting()
  await alerting.closeSandbox()
  await alerting.post([{ labels: critical('Unheard'), annotations: { summary_ru: 'Тест' } }])
  await until('the log tells of the failure', () => alerting.alertmanager.log().includes('bot<token>'))
  assert.ok(!alerting.alertmanager.log().includes(alertToken.split(':')[1] ?? ''))
})
