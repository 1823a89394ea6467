import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMetrics } from '../../../bot/src/platform/metrics.ts'
import { codeBlocks } from './markdown.ts'
import { commandsIn, composeServices, partOf, readRunbooks, servicesIn } from './runbooks.ts'

const english = readRunbooks('en')
const all = [...english, ...readRunbooks('ru')]

test('how to look changes nothing, and what changes something is marked so', () => {
  const changes =
    /docker (compose )?(up|restart|stop|start|rm|kill|down|pull)\b|prune|pg_(cancel|terminate)|[^2]> [a-z]/
  for (const runbook of all) {
    for (const { info, text } of codeBlocks(partOf(runbook, 2))) {
      assert.equal(info, 'sh', runbook.file)
      assert.doesNotMatch(text, changes, runbook.file)
    }
    for (const { info } of codeBlocks(partOf(runbook, 3))) assert.equal(info, 'sh by-hand', runbook.file)
    assert.equal(codeBlocks(partOf(runbook, 0)).length + codeBlocks(partOf(runbook, 1)).length, 0)
  }
})

test('every service that a command of a runbook names is one of docker-compose.yml', () => {
  assert.deepEqual(servicesIn('docker compose exec -e A=b bot node x.ts'), ['bot'])
  assert.deepEqual(servicesIn('docker compose logs --tail 50 nginx redis | grep x'), ['nginx', 'redis'])
  const known = composeServices()
  let found = 0
  for (const { file, text } of all) {
    for (const service of commandsIn(text).flatMap(servicesIn)) {
      assert.ok(known.includes(service), `${file}: ${service}`)
      found++
    }
  }
  assert.ok(found > 150, `${found} services were found`)
})

test('what a runbook asks of the bot, the bot has', () => {
  const own = createMetrics({ version: 'test', environment: 'local' })
    .registry.getMetricsAsArray()
    .map(({ name }) => name)
  const asked = new Set<string>()
  for (const { file, text } of english) {
    for (const [name] of text.matchAll(/\b(?:bot|kpi|schoolbot|nodejs|process)_\w+_\w+\b(?=[{[) ']|$)/gm)) {
      if (/^schoolbot_(archive|backup|restore|replicas)_/.test(name)) continue
      asked.add(name)
      assert.ok(own.includes(name.replace(/_bucket$/, '')), `${file}: ${name}`)
    }
  }
  assert.ok(asked.size > 8, [...asked].join(', '))
})
