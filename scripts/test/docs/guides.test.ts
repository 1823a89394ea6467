import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../copied-checkout.ts'
import { readAlertRules } from '../monitoring/alert-rules.ts'
import { guides, linkedFiles, tables } from './guides.ts'
import { codeBlocks, headings, inlineCode, readMarkdown } from './markdown.ts'
import { readRunbooks } from './runbooks.ts'

const [english, russian] = guides
const rules = readAlertRules()

/** Of programs, and not of .env. */
const otherVariables = ['REDISCLI_AUTH', 'ALERTMANAGER_RENDERED', 'COMPOSE_FILE', 'COMPOSE_PROJECT_NAME']

test('both guides have the same headings, one by one', () => {
  const levels = guides.map(({ text }) => headings(text).map(({ level }) => level))
  assert.ok((levels[0]?.length ?? 0) > 20)
  assert.deepEqual(levels[1], levels[0])
})

test('both guides have the same blocks of code', () => {
  const blocks = codeBlocks(english.text)
  assert.ok(blocks.length > 20)
  assert.deepEqual(codeBlocks(russian.text), blocks)
})

test('both guides have the same tables, row by row, and name the same commands, files and settings', () => {
  const shape = (text: string) => tables(text).map((rows) => rows.map((cells) => cells.length))
  assert.deepEqual(shape(russian.text), shape(english.text))
  const named = (text: string) => [...new Set(inlineCode(text))].sort()
  assert.deepEqual(named(russian.text), named(english.text))
  assert.deepEqual(linkedFiles(russian), linkedFiles(english))
})

test('each guide is written in its language', () => {
  for (const { words } of headings(russian.text).slice(1)) assert.match(words, /[а-яё]|^Redis$/i)
  assert.doesNotMatch(english.text.replaceAll(/«[^»]*»|^\|.*$/gm, ''), /[а-яё]/i)
})

test('every setting that a guide or a runbook names is in .env.example', () => {
  const known = new Set(
    Array.from(readMarkdown('.env.example').matchAll(/^([A-Z_]+)=/gm), ([, name]) => name),
  )
  const settings = (text: string) => new Set(text.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g))
  for (const { file, text } of guides) {
    assert.ok(settings(text).size > 20, `${settings(text).size} settings in ${file}`)
  }
  for (const { file, text } of [...guides, ...readRunbooks('en'), ...readRunbooks('ru')]) {
    for (const name of settings(text)) {
      assert.ok(known.has(name) || otherVariables.includes(name), `${file}: ${name}`)
    }
  }
})

test('each alert is a row of both guides, with its severity and its runbook', () => {
  const words = {
    en: { critical: /critical/, warning: /warning/, none: /^none$/ },
    ru: { critical: /критическое/, warning: /предупреждение/, none: /^нет$/ },
  }
  for (const guide of guides) {
    const rows = tables(guide.text)
      .flat()
      .flatMap(([cell = '', condition = '', severity = '', first = '']) => {
        // beside either guide are the runbooks of its language
        const name = /^\[(\w+)\]\(runbooks\/\1\.md\)$/.exec(cell)
        return name === null ? [] : [{ name: name[1] ?? '', condition, severity, first }]
      })
    assert.deepEqual(new Set(rows.map(({ name }) => name)), new Set(rules.map(({ name }) => name)))
    for (const { name, condition, severity, first } of rows) {
      assert.ok(condition !== '' && first !== '', `${guide.file}: ${name}`)
      const wanted = new Set(
        rules.filter((rule) => rule.name === name).map(({ labels }) => labels.get('severity')),
      )
      for (const [level, word] of Object.entries(words[guide.language])) {
        assert.equal(word.test(severity), wanted.has(level), `${guide.file}: ${name} is ${severity}`)
      }
    }
  }
})

test('both guides explain every row that the set-up script prints', () => {
  const folder = join(root, 'scripts', 'lib')
  const steps = globSync('{init,settings,glitchtip,grafana}/*.ts', { cwd: folder }).flatMap((file) =>
    Array.from(
      readFileSync(join(folder, file), 'utf8').matchAll(/name: '([A-Z][\w: ]+)'/g),
      ([, name = '']) => name,
    ),
  )
  assert.ok(steps.length > 8, steps.join(', '))
  for (const { file, text } of guides) {
    const cells = tables(text).flatMap((rows) => rows.map(([cell = '']) => cell))
    for (const step of steps) {
      const [whole = '', part = ''] = step.split(': ')
      const explained = (cell: string) => cell === whole || cell.startsWith(`${whole}: `)
      assert.ok(
        cells.some((cell) => explained(cell) && cell.includes(part)),
        `${file}: ${step}`,
      )
    }
  }
})

test('the queries of the guide are those that operators know by heart', () => {
  const queries = codeBlocks(english.text).filter(({ info }) => info === 'promql')
  assert.deepEqual(
    queries.flatMap(({ text }) => text.trim().split('\n')),
    [
      'rate(bot_requests_total[5m])',
      'rate(bot_errors_total[5m])',
      'histogram_quantile(0.95, rate(bot_latency_seconds_bucket[5m]))',
      'bot_tickets_open',
      '(kpi_tasks_done / kpi_tasks_total) * 100',
    ],
  )
})
