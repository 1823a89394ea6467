import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alertCardView } from '../src/monitoring/alerts/alert-card.ts'
import { keyOf } from '../src/monitoring/alerts/alert-group.ts'
import { alertListView } from '../src/monitoring/alerts/alert-list.ts'
import { endOfPeriod } from '../src/monitoring/alerts/silence-period.ts'
import type { Language } from '../src/platform/language.ts'
import { createLocalClock } from '../src/platform/local-date.ts'
import { alert, now, read, readerIn, silence } from './made-alerts.ts'

test('until the morning is the next seven o’clock of the school, over midnight and over a change of clocks', () => {
  const morningAfter = (at: string, zone = 'Europe/Moscow') =>
    endOfPeriod('morning', new Date(at), createLocalClock(zone)).toISOString()
  assert.equal(morningAfter('2026-11-20T22:30:00+03:00'), '2026-11-21T04:00:00.000Z')
  assert.equal(morningAfter('2026-11-21T00:10:00+03:00'), '2026-11-21T04:00:00.000Z')
  assert.equal(morningAfter('2026-11-21T06:59:59+03:00'), '2026-11-21T04:00:00.000Z')
  assert.equal(morningAfter('2026-11-21T07:00:00+03:00'), '2026-11-22T04:00:00.000Z')
  assert.equal(morningAfter('2026-12-31T23:59:00+03:00'), '2027-01-01T04:00:00.000Z')
  // in the night to 25 October 2026 the clocks of Berlin go back
  assert.equal(morningAfter('2026-10-24T22:00:00+02:00', 'Europe/Berlin'), '2026-10-25T06:00:00.000Z')
  const hours = (period: 'hour' | 'four_hours') =>
    (endOfPeriod(period, now, createLocalClock('UTC')).getTime() - now.getTime()) / 3_600_000
  assert.deepEqual([hours('hour'), hours('four_hours')], [1, 4])
})

test('a list in both languages: muted in part, muted till the morning, a consequence', () => {
  const down = alert(
    { alertname: 'BotDown', component: 'bot', severity: 'critical' },
    { annotations: { summary: 'The bot does not answer', summary_ru: 'Бот не отвечает' } },
  )
  const alerts = [
    alert(
      { alertname: 'BotReplicaMissing', component: 'bot', severity: 'warning' },
      {
        annotations: { summary_ru: 'Не хватает копии' },
        status: { silencedBy: [], inhibitedBy: [down.fingerprint] },
      },
    ),
    down,
    ...['a', 'b'].map((device) =>
      alert(
        { alertname: 'DiskFilling', device },
        { status: { silencedBy: device === 'a' ? ['s1'] : [], inhibitedBy: [] } },
      ),
    ),
  ]
  const view = (language: Language) =>
    alertListView(read(alerts, [silence()]), 0, readerIn(language)).text.html.split('\n\n')
  assert.deepEqual(view('ru'), [
    '🔔 <b>Сейчас сработало: 3</b>',
    '🔴 <b>Бот не отвечает</b>\n<i>с 22:00</i>',
    '🟡 <b>Не хватает копии</b>\n<i>с 22:00</i>\n↳ причина: «Бот не отвечает»',
    '⚪️ <b>DiskFilling</b>\n<i>с 22:00 · таких: 2</i>\n🔕 приглушено 1 из 2, до завтра, 07:00 (через бота, Ольга &lt;3)',
    '<i>проверено 20 ноября в 22:30</i>',
  ])
  assert.deepEqual(view('en'), [
    '🔔 <b>Firing now: 3</b>',
    '🔴 <b>The bot does not answer</b>\n<i>since 22:00</i>',
    '🟡 <b>Не хватает копии</b>\n<i>since 22:00</i>\n↳ because of: “The bot does not answer”',
    '⚪️ <b>DiskFilling</b>\n<i>since 22:00 · 2 of them</i>\n🔕 1 of 2 muted, until tomorrow, 07:00 (through the bot, Ольга &lt;3)',
    '<i>checked on 20 November at 22:30</i>',
  ])
})

test('however many fire, and however much they say, every page is one message, and every alert is on one', () => {
  const annotations = { summary_ru: '<&>'.repeat(200), description_ru: '&'.repeat(900) }
  const many = Array.from({ length: 23 }, (_, n) =>
    alert({ alertname: `Alert${n}`, severity: 'warning' }, { annotations }),
  )
  const found = new Set<string>()
  for (let page = 0, last = false; !last; page++) {
    const { text, keyboard } = alertListView(read(many), page, readerIn('ru'))
    assert.ok(text.html.length <= 4096, `${text.html.length} characters on page ${page}`)
    const buttons = 'inline' in keyboard ? keyboard.inline.flat() : []
    for (const button of buttons)
      if ('data' in button && button.data.startsWith('alert:')) found.add(button.data)
    last = !buttons.some(({ text }) => text === '▶️')
  }
  assert.deepEqual(
    [...found].sort(),
    many.map(({ labels }) => `alert:${keyOf({ name: labels['alertname'] ?? '', component: '' })}`).sort(),
  )
  // a page that is there no more
  assert.match(alertListView(read(many.slice(0, 2)), 5, readerIn('ru')).text.html, /Сейчас сработало: 2/)
})

test('a card of one name with many alerts tells of five and counts the others', () => {
  const disks = Array.from({ length: 40 }, (_, n) =>
    alert(
      { alertname: 'DiskFilling', device: String(n) },
      { annotations: { summary_ru: 'Диск', description_ru: `Диск ${n} ${'&'.repeat(400)}` } },
    ),
  )
  const key = keyOf({ name: 'DiskFilling', component: '' })
  const { text } = alertCardView(read(disks), { key, records: [] }, readerIn('ru'))
  assert.match(text.html, /Диск 4 [\s\S]*и ещё 35/)
  assert.ok(text.html.replaceAll('&amp;', '&').length <= 4096)
})

test('links are those that Telegram opens, and nothing gets out of them', () => {
  const card = (annotations: Record<string, string>) =>
    alertCardView(
      read([alert({ alertname: 'A' }, { annotations })]),
      { key: keyOf({ name: 'A', component: '' }), records: [] },
      readerIn('ru'),
    ).text.html
  assert.match(
    card({ runbook_url: 'https://docs.example/a?b="><b>&c' }),
    /<a href="https:\/\/docs\.example\/a\?b=%22%3E%3Cb%3E&amp;c">Что делать<\/a>/,
  )
  assert.match(
    card({ runbook_url: '/docs/runbooks/A.md' }),
    /Что делать \(на сервере\): <code>docs\/runbooks\/A\.md<\/code>/,
  )
  // Telegram opens no page of the server itself
  for (const near of [
    'http://localhost:3000/grafana/d/x?a=<b>',
    'http://127.0.0.1/',
    'http://grafana:3000/',
  ]) {
    const text = card({ runbook_url: near })
    assert.match(text, /Что делать \(на сервере\): <code>http:\/\/[^<]*<\/code>/, near)
    assert.doesNotMatch(text, /href|<b>\s*<\/code>/, near)
  }
  for (const wrong of [
    'javascript:alert(1)',
    '//evil.example',
    '/docs/<b>',
    'https://',
    'tg://user?id=1',
    'data:text/html,x',
    '',
  ]) {
    assert.doesNotMatch(card({ runbook_url: wrong }), /href|Что делать/, wrong)
  }
})

test('what others wrote is one line of the card, and who wrote nothing gets a name', () => {
  const shown = (labels: Record<string, string>, annotations: Record<string, string> = {}) => {
    const { text, keyboard } = alertListView(read([alert(labels, { annotations })]), 0, readerIn('ru'))
    const [[button] = []] = 'inline' in keyboard ? keyboard.inline : []
    return [text.html.split('\n\n')[1], button?.text]
  }
  assert.deepEqual(shown({ alertname: 'A' }, { summary: ' ', summary_ru: '', description_ru: '' }), [
    '⚪️ <b>A</b>\n<i>с 22:00</i>',
    '⚪️ A',
  ])
  assert.deepEqual(shown({}, { description: 'Disk\n\n  <a>' }), [
    '⚪️ <b>Оповещение без названия</b>\nDisk &lt;a&gt;\n<i>с 22:00</i>',
    '⚪️ Оповещение без названия',
  ])
  const long = '🙈'.repeat(5_000)
  const [text = '', button = ''] = shown({ alertname: long, component: long }, { summary: `a\n${long}` })
  assert.match(text, /^⚪️ <b>a 🙈+…<\/b>\n<i>с 22:00<\/i>$/u)
  assert.ok(text.length < 200 && button.length < 60)
})
