import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { OwnHealth } from '../src/monitoring/status/own-health.ts'
import { stackQueries } from '../src/monitoring/status/stack-queries.ts'
import type { StackRead, StackStatus } from '../src/monitoring/status/stack-status.ts'
import { statusView } from '../src/monitoring/status/status-view.ts'
import { verdictOf } from '../src/monitoring/status/verdict.ts'
import type { Language } from '../src/platform/language.ts'

const now = new Date('2026-11-20T09:00:00+03:00')
const ok = { status: 'ok' } as const

const well: OwnHealth = {
  status: 'ok',
  version: '1.2.0',
  uptime_s: 3 * 86_400 + 5_000,
  checks: { postgres: ok, redis: ok, telegram: ok, worker: ok, glitchtip: ok },
}
const up = { state: 'up', version: undefined } as const
const whole: StackStatus = {
  parts: {
    postgres: { state: 'up', version: '18.6.0' },
    redis: { state: 'up', version: '8.10.0' },
    nginx: up,
    prometheus: { state: 'up', version: '3.14.0' },
    alertmanager: { state: 'up', version: '0.34.0' },
    grafana: up,
    glitchtip: up,
  },
  replicas: { up: 2, expected: 2 },
  backups: {
    lastAt: new Date('2026-11-20T02:00:00+03:00'),
    lastAttemptFailed: false,
    testedAt: new Date('2026-11-17T04:00:00+03:00'),
    testFailed: false,
  },
  disk: { freeBytes: 9.44 * 1024 ** 3, totalBytes: 40 * 1024 ** 3 },
  firing: { alerts: 0, critical: 0, broken: 0 },
}

const stack = (changes: Partial<StackStatus> = {}): StackRead => ({
  kind: 'read',
  stack: { ...whole, ...changes },
})
const card = (own: OwnHealth, read: StackRead, language: Language = 'ru') =>
  statusView(own, read, { language, now, timezone: 'Europe/Moscow' }).text.html

test('the card of an installation where all is well, in both languages', () => {
  assert.equal(
    card(well, stack()),
    [
      '🟢 <b>Всё работает</b>\n',
      '<b>Бот</b>, версия 1.2.0, работает 3 дня',
      '✅ база данных, Redis, связь с Telegram, отправка сообщений, отчёты об ошибках',
      '✅ копий бота: 2 из 2\n',
      '<b>Остальные части</b>',
      '✅ PostgreSQL 18.6.0, база данных',
      '✅ Redis 8.10.0, память диалогов',
      '✅ nginx, вход из интернета',
      '✅ Prometheus 3.14.0, следит за системой',
      '✅ Alertmanager 0.34.0, рассылает оповещения',
      '✅ Grafana, графики',
      '✅ GlitchTip, отчёты об ошибках\n',
      '<b>Данные и место</b>',
      '✅ резервная копия: сегодня в 02:00',
      '✅ восстановление из копии проверено: 3 дня назад',
      '✅ место на диске: свободно 9,4 ГБ из 40 ГБ (23%)\n',
      '✅ оповещений нет\n',
      '<i>проверено 20 ноября в 09:00</i>',
    ].join('\n'),
  )
  assert.equal(
    card(well, stack(), 'en'),
    [
      '🟢 <b>Everything is running</b>\n',
      '<b>Bot</b>, version 1.2.0, up for 3 days',
      '✅ database, Redis, link to Telegram, sending of messages, error reports',
      '✅ replicas of the bot: 2 of 2\n',
      '<b>The other parts</b>',
      '✅ PostgreSQL 18.6.0, database',
      '✅ Redis 8.10.0, memory of dialogues',
      '✅ nginx, entrance from the internet',
      '✅ Prometheus 3.14.0, watches the system',
      '✅ Alertmanager 0.34.0, sends alerts',
      '✅ Grafana, graphs',
      '✅ GlitchTip, error reports\n',
      '<b>Data and space</b>',
      '✅ backup: today at 02:00',
      '✅ restoring a backup was tested: 3 days ago',
      '✅ disk space: 9.4 GB of 40 GB free (23%)\n',
      '✅ no alerts\n',
      '<i>checked on 20 November at 09:00</i>',
    ].join('\n'),
  )
})

test('one thing that is not as it should be is a remark in its line and in the word for all', () => {
  const { parts, backups } = whole
  assert.ok(backups)
  const old = new Date('2026-11-15T02:00:00+03:00')
  const cases: [Partial<StackStatus>, RegExp][] = [
    [
      { parts: { ...parts, grafana: { state: 'down', version: undefined } } },
      /❌ Grafana, графики: не отвечает/,
    ],
    [
      { parts: { ...parts, nginx: { state: 'unknown', version: undefined } } },
      /⚠️ nginx, вход из интернета: нет данных/,
    ],
    [{ replicas: { up: 1, expected: 3 } }, /⚠️ копий бота: 1 из 3/],
    [{ backups: { ...backups, lastAt: old } }, /⚠️ резервная копия: 15 ноября в 02:00/],
    [{ backups: { ...backups, lastAt: undefined } }, /⚠️ резервных копий ещё нет/],
    [
      { backups: { ...backups, lastAttemptFailed: true } },
      /⚠️ резервная копия: сегодня в 02:00, последняя попытка не удалась/,
    ],
    [{ backups: { ...backups, testedAt: undefined } }, /⚠️ восстановление из копии ещё не проверяли/],
    [{ backups: { ...backups, testFailed: true } }, /⚠️ последнее пробное восстановление из копии не удалось/],
    [{ backups: undefined }, /⚠️ резервная копия: неизвестно, сервер не присылает данные\n✅ место/],
    [{ disk: { freeBytes: 5, totalBytes: 100 } }, /⚠️ место на диске: свободно 0 ГБ из 0 ГБ \(5%\)/],
    [{ disk: undefined }, /⚠️ место на диске: неизвестно/],
    [
      { firing: { alerts: 2, critical: 1, broken: 0 } },
      /⚠️ оповещений: 2, из них срочных: 1\. Подробно: \/alerts/,
    ],
  ]
  for (const [changes, line] of cases) {
    const text = card(well, stack(changes))
    assert.match(text, line)
    assert.match(text, /^🟡 <b>Работает, но есть замечания/, String(line))
  }
})

test('trouble is what keeps people from being served, or anybody from being told', () => {
  const down = { state: 'down', version: undefined } as const
  const { parts } = whole
  for (const changes of [
    ...(['postgres', 'redis', 'alertmanager'] as const).map((part) => ({
      parts: { ...parts, [part]: down },
    })),
    { replicas: { up: 0, expected: 2 } },
    { firing: { alerts: 1, critical: 1, broken: 1 } },
  ]) {
    assert.equal(verdictOf(well, stack(changes), now), 'trouble')
  }
  assert.equal(verdictOf({ ...well, status: 'down' }, { kind: 'away' }, now), 'trouble')
})

test('the bot’s own faults are told with or without Prometheus', () => {
  const own: OwnHealth = {
    ...well,
    status: 'degraded',
    uptime_s: 59,
    checks: {
      ...well.checks,
      worker: { status: 'degraded' },
      telegram: { status: 'down' },
      redis: { status: 'off' },
    },
  }
  for (const read of [
    stack(),
    { kind: 'off' },
    { kind: 'away' },
    { kind: 'strange' },
  ] satisfies StackRead[]) {
    const text = card(own, read)
    assert.match(text, /^🟡 <b>Работает, но есть замечания/)
    assert.match(
      text,
      /работает меньше минуты\n✅ база данных, отчёты об ошибках\n⚪️ Redis: не подключено\n❌ связь с Telegram: не работает\n⚠️ отправка сообщений: остановилась, бот запускает её снова/,
    )
  }
  assert.equal(verdictOf(well, { kind: 'off' }, now), 'bot_only')
  assert.equal(verdictOf(well, { kind: 'strange' }, now), 'blind')
})

test('docs/metrics.md names all that the status asks for', () => {
  const documented = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8')
  const asked = Object.values(stackQueries).join(' ')
  const names =
    asked.match(/\b(pg|redis|nginx|probe|schoolbot|node_filesystem|prometheus|alertmanager)_\w+/g) ?? []
  assert.ok(names.length >= 14)
  for (const name of names) assert.ok(documented.includes(`\`${name}\``), name)
})
