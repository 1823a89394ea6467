import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { createMetrics } from '../../../bot/src/platform/metrics.ts'
import { root } from '../copied-checkout.ts'
import { readAlertRules } from '../monitoring/alert-rules.ts'
import { guides, linkedFiles, tables } from './guides.ts'
import { codeBlocks, headings, inlineCode, links, prose } from './markdown.ts'
import {
  commandsIn,
  composeServices,
  partOf,
  parts,
  readRunbook,
  readRunbooks,
  runbookNames,
  servicesIn,
} from './runbooks.ts'

const english = readRunbooks('en')
const russian = readRunbooks('ru')
const all = [...english, ...russian]

test('every runbook is there in both languages, and leads to the other one in its first line', () => {
  assert.ok(english.length > 30, `${english.length} runbooks`)
  assert.deepEqual(runbookNames('ru'), runbookNames('en'))
  const firstLine = (text: string) => text.split('\n').find((line) => line !== '' && !line.startsWith('#'))
  for (const { name, text } of english) {
    assert.equal(firstLine(text), `[По-русски](../ru/runbooks/${name}.md)`, name)
  }
  for (const { name, text } of russian) {
    assert.equal(firstLine(text), `[English](../../runbooks/${name}.md)`, name)
  }
})

test('every runbook has its four parts, and the Russian one the title of the message in Telegram', () => {
  const titles = new Map(
    readAlertRules().map(({ name, annotations }) => [name, annotations.get('summary_ru')]),
  )
  for (const { name, language, file, text } of all) {
    const title = language === 'en' ? name : `${titles.get(name)} (${name})`
    assert.deepEqual(
      headings(text).map(({ level, words }) => [level, words]),
      [[1, title], ...parts[language].map((words) => [2, words])],
      file,
    )
    for (const part of parts[language].keys())
      assert.match(partOf({ name, language, file, text }, part), /\S/)
  }
})

test('both languages give the same commands in the same order, the same links, names and tables', () => {
  const shape = (text: string) => tables(text).map((rows) => rows.map((cells) => cells.length))
  const named = (text: string) => [...new Set(inlineCode(text))].sort()
  for (const one of english) {
    const other = readRunbook(one.name, 'ru')
    assert.deepEqual(codeBlocks(other.text), codeBlocks(one.text), one.name)
    for (const part of parts.en.keys()) {
      assert.deepEqual(codeBlocks(partOf(other, part)), codeBlocks(partOf(one, part)), one.name)
    }
    assert.deepEqual(linkedFiles(other).sort(), linkedFiles(one).sort(), one.name)
    assert.deepEqual(named(other.text), named(one.text), one.name)
    assert.deepEqual(shape(other.text), shape(one.text), one.name)
  }
})

test('what is Russian leads to what is Russian', () => {
  for (const { file, text } of [guides[1], ...russian]) {
    const targets = links(text).flatMap((link) =>
      /^(#|[a-z]+:)/.test(link) ? [] : [join(dirname(file), link.split('#')[0] ?? '')],
    )
    const sibling = file.replace('docs/ru/', 'docs/')
    for (const target of targets.filter((path) => path.startsWith('docs/') && path !== sibling)) {
      const inRussian = target.replace('docs/', 'docs/ru/')
      assert.ok(target.startsWith('docs/ru/') || !existsSync(join(root, inRussian)), `${file}: ${target}`)
    }
  }
})

test('each runbook is written in its language, without dashes and emoji for decoration', () => {
  for (const { file, text, language } of all) {
    const said = prose(text).replace(/^\[.*\]\(.*\)$/m, '')
    if (language === 'en') assert.doesNotMatch(said.replaceAll('Директор: KPI', ''), /[а-яё]/i, file)
    else for (const paragraph of said.split('\n\n')) assert.match(paragraph, /[а-яё]|^[\s`]*$/i, file)
    assert.doesNotMatch(text, /—|\p{Extended_Pictographic}(?<![©®™↔])/u, file)
  }
})

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
      if (/^schoolbot_(backup|restore|replicas)_/.test(name)) continue
      asked.add(name)
      assert.ok(own.includes(name.replace(/_bucket$/, '')), `${file}: ${name}`)
    }
  }
  assert.ok(asked.size > 8, [...asked].join(', '))
})
