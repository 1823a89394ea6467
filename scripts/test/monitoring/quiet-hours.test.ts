import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { until } from '../../../bot/test/until.ts'
import { findMonitoringProgram } from '../../lib/tests/monitoring-programs.ts'
import { root } from '../copied-checkout.ts'
import { alertingMissing, startAlerting } from './alerting.ts'
import { renderAlertmanager, tryToRender, writeSecrets } from './rendered-alertmanager.ts'

const folder = mkdtempSync(join(tmpdir(), 'schoolbot-quiet-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
const secrets = join(folder, 'secrets')
writeSecrets(secrets, { alert_bot_token: '1000001:alerts', alert_chat_id: '-1001' })

const given = (hours: string, rendered = 'rendered') => ({
  secrets,
  rendered: join(folder, rendered),
  env: { ALERT_QUIET_HOURS: hours },
})

/** What .env says, and the ranges of a working day that this makes. */
const variants: [hours: string, ranges: string[]][] = [
  ['', ['00:00-07:00', '20:00-24:00']],
  ['20:00-07:00', ['00:00-07:00', '20:00-24:00']],
  ['09:30-08:05', ['00:00-08:05', '09:30-24:00']],
  ['08:09-09:08', ['08:09-09:08']],
  ['13:00-15:30', ['13:00-15:30']],
  ['22:00-00:00', ['22:00-24:00']],
  ['00:00-24:00', ['00:00-24:00']],
]
const nameOf = (hours: string) => (hours === '' ? 'nothing given' : hours)

for (const [hours, ranges] of variants) {
  test(`quiet hours, ${nameOf(hours)}: on working days ${ranges.join(' and ')}, and all weekend`, () => {
    const text = readFileSync(renderAlertmanager(given(hours)), 'utf8')
    const found = text.matchAll(/start_time: '(.*)'\n +end_time: '(.*)'/g)
    assert.deepEqual(
      Array.from(found, ([, from, to]) => `${from}-${to}`),
      ranges,
    )
    assert.match(text, /mute_time_intervals: \[quiet_hours\]/)
    assert.match(text, /- weekdays: \[saturday, sunday\]\n +location/)
  })
}

test('off means that nothing is ever held back', () => {
  assert.doesNotMatch(readFileSync(renderAlertmanager(given('off')), 'utf8'), /mute_time_intervals/)
})

test('quiet hours that cannot be are refused with what would be right', () => {
  const wrong = ['OFF', '7:00-20:00', '20:00', '24:00-07:00', '25:00-07:00', '20:00-24:30', '20:60-07:00']
  for (const hours of [...wrong, '20:00-20:00', '20:00-07:00; rm', 'x\n20:00-07:00', ' ']) {
    const { status, output } = tryToRender(given(hours))
    assert.equal(status, 4, hours)
    assert.match(output, /ALERT_QUIET_HOURS is '[^']*': it takes hours like 20:00-07:00 .*, or off\n/, hours)
  }
})

test('amtool accepts every variant', (t) => {
  const amtool = findMonitoringProgram('amtool', root, [folder])
  if ('missing' in amtool) return t.skip(amtool.missing)
  const [command = '', ...first] = amtool.command
  for (const hours of [...variants.map(([value]) => value), 'off']) {
    const rendered = renderAlertmanager(given(hours, `rendered-${hours.replaceAll(':', '') || 'default'}`))
    const { status, stdout, stderr } = spawnSync(command, [...first, 'check-config', rendered], {
      encoding: 'utf8',
    })
    assert.equal(status, 0, `${nameOf(hours)}: ${stdout}${stderr}`)
  }
})

/** Of the school's day, `hours` from now. */
function clock(hours: number): string {
  const at = new Date(Date.now() + hours * 3600_000)
  return at.toLocaleTimeString('ru', { timeZone: 'Europe/Moscow', hour: '2-digit', minute: '2-digit' })
}
const weekday = new Date().toLocaleDateString('en', { timeZone: 'Europe/Moscow', weekday: 'short' })
const isWeekend = weekday === 'Sat' || weekday === 'Sun'

describe('Alertmanager by the clock', {
  skip: alertingMissing(['alertmanager']) ?? false,
  concurrency: true,
}, () => {
  const cases: [when: string, hours: string, isQuiet: boolean][] = [
    ['in the quiet hours', `${clock(-2)}-${clock(3)}`, true],
    ['out of them', `${clock(5)}-${clock(-5)}`, isWeekend],
    ['when there are none', 'off', false],
  ]
  for (const [when, quietHours, isQuiet] of cases) {
    test(`${when} a warning ${isQuiet ? 'waits' : 'is told'}, and what is critical is told`, async () => {
      await using alerting = await startAlerting({ quietHours })
      const alert = (severity: string) => ({
        labels: { alertname: severity, severity },
        annotations: { summary_ru: `Проверка ${severity}` },
      })
      await alerting.post([alert('warning'), alert('critical')])
      await alerting.told('what is critical', (text) => text.includes('Проверка critical'))
      if (!isQuiet) {
        await alerting.told('the warning', (text) => text.includes('Проверка warning'))
        return
      }
      await until('Alertmanager holds the warning back', async () => {
        const metrics = await (await fetch(`${alerting.alertmanager.url}/metrics`)).text()
        return /^alertmanager_notifications_suppressed_total\{reason="mute_time_interval"\} [1-9]/m.test(
          metrics,
        )
      })
      const said = (await alerting.group.messages()).map(({ text }) => text ?? '')
      assert.deepEqual(
        said.filter((text) => text.includes('Проверка warning')),
        [],
      )
    })
  }
})
