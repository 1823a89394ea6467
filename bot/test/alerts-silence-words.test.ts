import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alertCardView } from '../src/monitoring/alerts/alert-card.ts'
import { keyOf } from '../src/monitoring/alerts/alert-group.ts'
import { alertListView } from '../src/monitoring/alerts/alert-list.ts'
import type { Alert } from '../src/monitoring/alerts/alertmanager-shapes.ts'
import type { AlertsRead } from '../src/monitoring/alerts/read-alerts.ts'
import type { SilenceRecord } from '../src/monitoring/alerts/silence-audit-store.ts'
import type { Language } from '../src/platform/language.ts'
import { alert, read, readerIn, silence } from './made-alerts.ts'

test('a silence for whatever fits it says what that is, whether it mutes something else now or not', () => {
  const outside = silence({
    createdBy: 'ops',
    comment: 'Deploy\n<now>',
    matchers: [
      { name: 'alertname', value: 'Disk.*', isRegex: true, isEqual: true },
      { name: 'severity', value: 'critical', isRegex: false, isEqual: false },
    ],
  })
  const muted = { status: { silencedBy: ['s1'], inhibitedBy: [] } }
  const alerts = ['DiskFull', 'DiskFilling', 'DiskSlow', 'DiskGone', 'DiskOld'].map((alertname) =>
    alert({ alertname }, muted),
  )
  const card = (count: number) => {
    const key = keyOf({ name: 'DiskFull', component: '' })
    return alertCardView(read(alerts.slice(0, count), [outside]), { key, records: [] }, readerIn('ru')).text
      .html
  }
  assert.match(card(1), /🔕 приглушено до завтра, 07:00 \(в Alertmanager, ops: «Deploy &lt;now&gt;»\)/)
  assert.match(
    card(1),
    /Приглушено всё, что подходит под <code>alertname=~"Disk\.\*", severity!="critical"<\/code>/,
  )
  assert.match(card(5), /и на другое: «DiskFilling», «DiskSlow», «DiskGone» и ещё 1\. Если/)
  const idle: AlertsRead = { kind: 'read', alerts: { groups: [], idleSilences: [outside], isFed: true } }
  assert.match(
    alertListView(idle, 0, readerIn('en')).text.html,
    /🔕 <b>alertname=~"Disk\.\*", severity!="critical"<\/b>\nDoes not fire now, but is muted until/,
  )
})

test('a card says who muted the alert and unmuted it of late, in both languages', () => {
  const records: SilenceRecord[] = [
    {
      at: new Date('2026-11-20T22:10:00+03:00'),
      actorName: 'Ольга <3',
      action: 'alert.silenced',
      until: new Date('2026-11-21T07:00:00+03:00'),
      answered: true,
    },
    {
      at: new Date('2026-11-19T12:00:00+03:00'),
      actorName: 'Пётр',
      action: 'alert.unsilenced',
      until: new Date('2026-11-19T13:00:00+03:00'),
      answered: false,
    },
  ]
  const key = keyOf({ name: 'A', component: '' })
  const history = (language: Language, alerts: Alert[]) =>
    alertCardView(read(alerts), { key, records }, readerIn(language)).text.html.split('\n\n').at(-2)
  const russian = [
    '🕒 <b>Кто приглушал</b>',
    '<i>сегодня в 22:10</i> · приглушено до завтра, 07:00 · Ольга &lt;3',
    '<i>вчера в 12:00</i> · включено снова, но Alertmanager этого не подтвердил · Пётр',
  ].join('\n')
  assert.equal(history('ru', [alert({ alertname: 'A' })]), russian)
  assert.equal(history('ru', []), russian, 'when it is over, too')
  assert.equal(
    history('en', []),
    [
      '🕒 <b>Who muted it</b>',
      '<i>today at 22:10</i> · muted until tomorrow, 07:00 · Ольга &lt;3',
      '<i>yesterday at 12:00</i> · unmuted, but Alertmanager did not confirm it · Пётр',
    ].join('\n'),
  )
})

test('of two silences of one alert its line names the one that ends first, with who made that one', () => {
  const muted = (id: string, device: string) =>
    alert({ alertname: 'Disk', device }, { status: { silencedBy: ['long', id], inhibitedBy: [] } })
  const short = silence({ id: 'short', endsAt: new Date('2026-11-20T23:00:00+03:00') })
  const outside = { createdBy: 'ops', comment: '', matchers: [] }
  const long = silence({ id: 'long', endsAt: new Date('2026-11-21T12:00:00+03:00'), ...outside })
  const line = (alerts: Alert[]) =>
    alertListView(read(alerts, [short, long]), 0, readerIn('ru')).text.html.match(/🔕.*/)?.[0]
  // whatever ends before, the long one goes on
  assert.equal(line([muted('short', 'a')]), '🔕 приглушено до завтра, 12:00 (в Alertmanager, ops)')
  const other = alert(
    { alertname: 'Disk', device: 'b' },
    { status: { silencedBy: ['short'], inhibitedBy: [] } },
  )
  assert.equal(
    line([muted('short', 'a'), other]),
    '🔕 приглушено до 23:00 (через бота, Ольга &lt;3)',
    'all of it is muted so long',
  )
})
