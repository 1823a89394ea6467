import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createMetrics } from '../../../bot/src/platform/metrics.ts'
import { root } from '../copied-checkout.ts'
import { monitoringFolder } from './alert-rules.ts'

const documented = readFileSync(join(root, 'docs', 'metrics.md'), 'utf8')
const own = createMetrics({ version: 'test', environment: 'local' })
  .registry.getMetricsAsArray()
  .map(({ name }) => name)

/** The metrics that rules read, without the suffixes of histograms. */
function metricsInRules(): Set<string> {
  const rules = globSync('rules/*.yml', { cwd: monitoringFolder }).map((file) =>
    readFileSync(join(monitoringFolder, file), 'utf8'),
  )
  const prefixes = 'bot|kpi|schoolbot|pg|redis|node|nginx|probe|alertmanager|prometheus|process|nodejs'
  const names = rules
    .join('\n')
    .matchAll(new RegExp(`(?<![\\w:"/-])(?:${prefixes})_\\w+(?=[{\\[) ]|$)`, 'gm'))
  return new Set(Array.from(names, ([name]) => name.replace(/_bucket$/, '')))
}

test('docs/metrics.md names every metric of the bot', () => {
  for (const name of own.filter((name) => !/^(process|nodejs)_/.test(name))) {
    assert.ok(documented.includes(`\`${name}\``), `${name} is not named`)
  }
})

test('rules read nothing that docs/metrics.md does not name', () => {
  const read = metricsInRules()
  assert.ok(read.size > 30, `${read.size} metrics were found in the rules`)
  for (const name of read) assert.ok(documented.includes(`\`${name}\``), `${name} is not named`)
})

test('what rules read of the bot, the bot has', () => {
  for (const name of metricsInRules()) {
    const fromScripts = /^schoolbot_(archive|backup|restore|replicas|first_start)_/.test(name)
    if (/^(bot|kpi|schoolbot|nodejs)_/.test(name) && !fromScripts) assert.ok(own.includes(name), name)
  }
})
