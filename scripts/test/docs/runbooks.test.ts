import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { root } from '../copied-checkout.ts'
import { readAlertRules } from '../monitoring/alert-rules.ts'
import { guides, linkedFiles, tables } from './guides.ts'
import { codeBlocks, headings, inlineCode, links, prose } from './markdown.ts'
import { partOf, parts, readRunbook, readRunbooks, runbookNames } from './runbooks.ts'

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
