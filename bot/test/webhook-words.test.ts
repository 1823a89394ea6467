import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WebhookInfo } from 'telegraf/types'
import type { Health } from '../src/http/health.ts'
import type { OwnHealth, OwnWebhook } from '../src/monitoring/status/own-health.ts'
import { statusView } from '../src/monitoring/status/status-view.ts'
import type { Language } from '../src/platform/language.ts'
import { webhookReadingOf } from '../src/telegram/webhook-reading.ts'
import { ask } from './chat.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

const ours = 'https://bot.school.example/telegram/webhook'
const now = new Date('2026-12-01T12:00:00Z')
const info = (changes: Partial<WebhookInfo>): WebhookInfo => ({
  url: ours,
  has_custom_certificate: false,
  pending_update_count: 0,
  max_connections: 40,
  allowed_updates: [],
  ...changes,
})

test('what Telegram says of the webhook is kept without what may be secret', () => {
  const { isOurs, url } = webhookReadingOf(info({}), ours, now)
  assert.deepEqual({ isOurs, url }, { isOurs: true, url: ours })
  const token = '123456:AAF-h4rdTo_guessAndLongEnough_12345'
  for (const [strange, shown] of [
    [`https://other.example/hook/${token}?key=hush`, 'https://other.example'],
    [`https://user:hush@other.example:8443/${token}`, 'https://other.example:8443'],
    [token, '(not an address)'],
    ['', ''],
  ] as const) {
    const reading = webhookReadingOf(info({ url: strange }), ours, now)
    assert.deepEqual({ url: reading.url, isOurs: reading.isOurs }, { url: shown, isOurs: false })
  }
  const failed = webhookReadingOf(
    info({
      last_error_date: now.getTime() / 1000 - 60,
      last_error_message: `Wrong response from https://bot.school.example/${token}\nof ${token}: ${'503 '.repeat(100)}`,
    }),
    ours,
    now,
  )
  assert.match(failed.lastError?.words ?? '', /^Wrong response from … of … 503 503/)
  assert.ok((failed.lastError?.words.length ?? 999) <= 120)
  assert.equal(failed.lastError?.at.getTime(), now.getTime() - 60_000)
})

const card = (status: 'ok' | 'degraded', webhook: OwnWebhook, language: Language = 'ru') => {
  const ok = { status: 'ok' } as const
  const checks = { postgres: ok, redis: ok, worker: ok, glitchtip: ok, telegram: { status, webhook } }
  const own: OwnHealth = { status, version: '1.2.0', uptime_s: 60, checks }
  return statusView(own, { kind: 'off' }, { language, now, timezone: 'Europe/Moscow' }).text.html
}

test('the card says where Telegram brings messages, what waits, and what failed last, in both languages', () => {
  const well = { url: ours, ours: true, pending: 0 }
  const failing = { ...well, pending: 7, last_error: { words: 'Connection timed out', age_s: 90 } }
  assert.match(card('ok', well), /\n✅ Telegram присылает сообщения на https:\S+webhook, в очереди: 0\n\n/)
  assert.match(
    card('ok', well, 'en'),
    /\n✅ Telegram brings messages to https:\S+webhook, waiting there: 0\n\n/,
  )
  assert.match(
    card('degraded', failing),
    /⚠️ Telegram .*: 7\n⚠️ последний раз не удалось прислать 1 мин назад, причина: Connection timed out\n/,
  )
  assert.match(
    card('degraded', failing, 'en'),
    /⚠️ Telegram .*: 7\n⚠️ bringing one last failed 1 min ago, because: Connection timed out\n/,
  )
  const old = { ...well, last_error: { words: '', age_s: 3 * 86_400 } }
  assert.match(card('ok', old), /✅ Telegram .*: 0\n⚪️ последний раз не удалось прислать 3 дня назад\n/)
  assert.match(
    card('degraded', { url: 'https://b.example', ours: false, pending: 0 }),
    /⚠️ .* не сюда, а на https/,
  )
  assert.match(card('degraded', { url: '', ours: false, pending: 0 }), /⚠️ Telegram не знает, куда присылать/)
})

test('health and /status tell what the watch of the webhook read last, and ask Telegram nothing for it', async () => {
  await using school = await startSchool({ mode: 'webhook' })
  const olga = await school.person('Ольга', 'admin')
  const telegram = async () =>
    ((await (await fetch(`${school.http()}/healthz`)).json()) as Health).checks.telegram
  const { webhook } = await until('the watch has read', async () => {
    const check = await telegram()
    return check.webhook && check
  })
  const url = `${school.env['WEBHOOK_URL']}/telegram/webhook`
  assert.deepEqual({ ...webhook, asked_s: 0 }, { url, ours: true, pending: 0, asked_s: 0 })
  const { text = '' } = await ask(olga, '/status', 'Telegram присылает сообщения')
  assert.ok(text.includes(`✅ Telegram присылает сообщения на ${url}, в очереди: 0`), text)
})

test('a poller has no webhook to tell of', async () => {
  await using school = await startSchool()
  const { checks } = (await (await fetch(`${school.http()}/healthz`)).json()) as Health
  assert.equal(checks.telegram.webhook, undefined)
})
