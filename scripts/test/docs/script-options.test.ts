import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guides } from './guides.ts'
import { codeBlocks, inlineCode, markdownFiles, readMarkdown } from './markdown.ts'
import { optionsOf, unknownOptions } from './script-options.ts'

test('every option of a script that a document names is one that its help explains', () => {
  assert.deepEqual(unknownOptions('./scripts/backup.sh --list && ./scripts/restore.sh x --never'), [
    './scripts/restore.sh --never',
  ])
  let asked = 0
  for (const file of markdownFiles()) {
    const text = readMarkdown(file)
    for (const command of [
      ...inlineCode(text),
      ...codeBlocks(text).flatMap((block) => block.text.split('\n')),
    ]) {
      assert.deepEqual(unknownOptions(command), [], file)
      if (/\.\/scripts\/[\w-]+\.sh [^&|]*--/.test(command)) asked++
    }
  }
  assert.ok(asked > 60, `${asked} commands`)
})

test('both guides name every option of backup.sh and restore.sh but those for programs', () => {
  const forPrograms = ['--help', '--scheduled', '--yes']
  for (const script of ['./scripts/backup.sh', './scripts/restore.sh']) {
    const options = optionsOf(script).filter((option) => !forPrograms.includes(option))
    assert.ok(options.length > 6, options.join())
    for (const { file, text } of guides) {
      for (const option of options) assert.ok(text.includes(option), `${file}: ${script} ${option}`)
    }
  }
})
