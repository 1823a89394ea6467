import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runbookNames } from '../docs/runbooks.ts'
import { readAlertChecks, readAlertRules } from './alert-rules.ts'

const rules = readAlertRules()
const names = new Set(rules.map(({ name }) => name))

test('the alerts of the guide are there with its severities', () => {
  const severityOf = (alert: string) => rules.find(({ name }) => name === alert)?.labels.get('severity')
  assert.deepEqual(
    ['HighErrorRate', 'TooManyOpenTickets', 'BotDown', 'HighLatency', 'TooManyOverdueTasks'].map(severityOf),
    ['critical', 'warning', 'critical', 'warning', 'critical'],
  )
  assert.ok(names.size >= 30, `${names.size} alerts were read`)
})

test('every alert has a severity, a component, words in both languages, a runbook and a dashboard', () => {
  for (const { name, labels, annotations } of rules) {
    const severity = labels.get('severity') ?? ''
    const allowed = name === 'Watchdog' ? ['none'] : ['critical', 'warning']
    assert.ok(allowed.includes(severity), `${name}: severity "${severity}"`)
    assert.match(labels.get('component') ?? '', /^[a-z]+$/, name)
    for (const key of ['summary', 'description']) {
      assert.match(annotations.get(key) ?? '', /^[^а-яё]{10,}$/i, `${name}: ${key}`)
      assert.match(annotations.get(`${key}_ru`) ?? '', /[а-яё]{3}/i, `${name}: ${key}_ru`)
    }
    assert.equal(annotations.get('runbook_url'), `{{ $externalLabels.docs_url }}/docs/runbooks/${name}.md`)
    assert.match(annotations.get('dashboard_url') ?? '', /^{{ \$externalLabels\.grafana_url }}\/d\/schoolbot/)
  }
})

test('what alerts say needs no escaping and fits a message', () => {
  for (const { name, annotations } of rules) {
    for (const key of ['summary', 'summary_ru', 'description', 'description_ru']) {
      const said = (annotations.get(key) ?? '').replaceAll(/{{.*?}}/g, '12345')
      assert.doesNotMatch(said, /[<>&"'+]/, `${name}: ${key}`)
      assert.ok(said.length <= (key.startsWith('summary') ? 80 : 200), `${name}: ${key} is long`)
    }
  }
})

// what they hold, scripts/test/docs/runbooks.test.ts looks at
test('every alert has a runbook in both languages, and every runbook an alert', () => {
  for (const language of ['en', 'ru'] as const) assert.deepEqual(new Set(runbookNames(language)), names)
})

test('every alert has a case in which it fires and, the watchdog aside, one in which it does not', () => {
  const checks = readAlertChecks()
  const has = (alert: string, fires: boolean) =>
    checks.some((check) => check.name === alert && check.fires === fires)
  for (const name of names) {
    assert.ok(has(name, true), `${name} never fires in prometheus/tests`)
    assert.ok(name === 'Watchdog' || has(name, false), `${name} has no case in which it must not fire`)
  }
})
