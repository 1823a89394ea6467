import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { findMonitoringProgram, type MonitoringProgram } from '../../lib/tests/monitoring-programs.ts'
import { root } from '../copied-checkout.ts'
import { monitoringFolder, readAlertRules } from './alert-rules.ts'
import { renderAlertmanager, writeSecrets } from './rendered-alertmanager.ts'

/** Runs a tool to its end; undefined when there is none, and the test is then skipped with the reason. */
function runTool(t: TestContext, program: MonitoringProgram, args: string[], folders = [root]) {
  const found = findMonitoringProgram(program, root, folders)
  if ('missing' in found) {
    t.skip(found.missing)
    return undefined
  }
  const [command = '', ...first] = found.command
  const ended = spawnSync(command, [...first, ...args], { encoding: 'utf8' })
  return { status: ended.status, output: `${ended.stdout}${ended.stderr}` }
}

const rulesFiles = globSync('rules/*.yml', { cwd: monitoringFolder }).map((file) =>
  join(monitoringFolder, file),
)

test('promtool accepts the configuration of Prometheus', (t) => {
  const ended = runTool(t, 'promtool', ['check', 'config', join(monitoringFolder, 'prometheus.yml')])
  if (ended !== undefined) assert.equal(ended.status, 0, ended.output)
})

test('promtool accepts the rules, without a doubt, and sees as many alerts as our own tests', (t) => {
  const ended = runTool(t, 'promtool', ['check', 'rules', '--lint=all', '--lint-fatal', ...rulesFiles])
  if (ended === undefined) return
  assert.equal(ended.status, 0, ended.output)
  const found = Array.from(ended.output.matchAll(/(\d+) rules found/g), ([, count]) => Number(count))
  const recording = 20
  assert.equal(
    found.reduce((sum, count) => sum + count, 0),
    readAlertRules().length + recording,
  )
})

for (const file of globSync('tests/*.yml', { cwd: monitoringFolder })) {
  test(`alerts fire when they should, and in no trap: ${file}`, (t) => {
    const ended = runTool(t, 'promtool', ['test', 'rules', join(monitoringFolder, file)])
    if (ended !== undefined) assert.equal(ended.status, 0, ended.output)
  })
}

const folder = mkdtempSync(join(tmpdir(), 'schoolbot-alertmanager-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))

for (const optional of [[], ['alert_webhook_url', 'deadman_url']] as const) {
  const secrets = join(folder, `secrets-${optional.length}`)
  const given = optional.length === 0 ? 'only what must be given' : 'everything that can be given'
  writeSecrets(secrets, {
    alert_bot_token: '1000001:alerts',
    alert_chat_id: '-1001',
    ...Object.fromEntries(optional.map((name) => [name, 'http://127.0.0.1:9/'])),
  })
  const rendered = renderAlertmanager({ secrets, rendered: join(folder, `rendered-${optional.length}`) })

  test(`amtool accepts the configuration of Alertmanager with ${given}`, (t) => {
    const ended = runTool(t, 'amtool', ['check-config', rendered], [root, folder])
    if (ended === undefined) return
    assert.equal(ended.status, 0, ended.output)
    assert.match(ended.output, /1 templates/)
  })

  const routes: [receivers: string, labels: string[]][] = [
    ['deadman', ['alertname=Watchdog', 'severity=none']],
    ['second_path,telegram', ['alertname=BotDown', 'severity=critical']],
    ['telegram_quietly', ['alertname=HighLatency', 'severity=warning']],
    ['telegram', ['alertname=Test']],
  ]
  test(`alerts take their routes with ${given}`, (t) => {
    for (const [receivers, labels] of routes) {
      const args = [
        'config',
        'routes',
        'test',
        `--config.file=${rendered}`,
        `--verify.receivers=${receivers}`,
      ]
      const ended = runTool(t, 'amtool', [...args, ...labels], [root, folder])
      if (ended === undefined) return
      assert.equal(ended.status, 0, ended.output)
    }
  })
}
