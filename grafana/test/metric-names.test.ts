import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSchool } from '../../bot/test/school.ts'
import { committedDashboards, promqlOf } from './dashboards.ts'
import { exporters, ownMetrics, recordedNames, sampleNamesOf } from './exporter-metrics.ts'
import { metricNamesOf } from './promql-names.ts'

const queries = committedDashboards().flatMap(promqlOf)

test('names are found in PromQL of every shape', () => {
  const expected: Record<string, string[]> = {
    'sum by (a, b) (rate(x_total{c="d"}[5m]))': ['x_total'],
    'topk(10, x) / on (a) group_left (b) (y > 0) or vector(0)': ['x', 'y'],
    'time() - max(x_seconds{a!~"b|c\\"d"} > 0) unless job:y:rate5m offset 1h': ['x_seconds', 'job:y:rate5m'],
    '100 * x / 1e9 + on () sum without (z) (y)': ['x', 'y'],
  }
  for (const [expr, names] of Object.entries(expected)) assert.deepEqual(metricNamesOf(expr), names, expr)
})

test('every metric that a dashboard asks for is exposed by the bot, an exporter or Prometheus', async () => {
  await using school = await startSchool()
  const exposed = new Set([
    ...sampleNamesOf(await (await fetch(`${school.http()}/metrics`)).text()),
    ...[...exporters.values()].flatMap(sampleNamesOf),
    ...ownMetrics,
    ...recordedNames(),
  ])
  for (const { where, text } of queries) {
    const names = metricNamesOf(text)
    assert.ok(names.length > 0, where)
    for (const name of names) assert.ok(exposed.has(name), `${where} asks for ${name}`)
  }
})

test('the list of what exporters expose holds nothing that no dashboard asks for', () => {
  const asked = new Set(queries.flatMap(({ text }) => metricNamesOf(text)))
  const listed = [...[...exporters.values()].flatMap(sampleNamesOf), ...ownMetrics]
  assert.deepEqual(
    listed.filter((name) => !asked.has(name)),
    [],
  )
})

test('what all replicas show alike is never added up before the largest is taken', () => {
  const shared =
    /^(bot_tickets_open|kpi_|schoolbot_(tickets|tasks|sla_breaches_total|outbox_|webhook_pending|backup|replicas_expected))/
  for (const { where, text } of queries) {
    for (const name of metricNamesOf(text).filter((name) => shared.test(name))) {
      const taken = new RegExp(String.raw`\b(max|min)( by \([^)]*\))? ?\((increase\()?${name}\b|ALERTS`)
      assert.match(text, taken, `${where}: ${name}`)
    }
  }
})
