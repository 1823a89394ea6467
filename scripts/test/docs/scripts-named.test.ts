import assert from 'node:assert/strict'
import { accessSync, constants, existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../copied-checkout.ts'
import { guides } from './guides.ts'
import { markdownFiles, readMarkdown } from './markdown.ts'

const named = new Map<string, string[]>()
for (const file of markdownFiles()) {
  for (const [, script = ''] of readMarkdown(file).matchAll(/\.\/scripts\/([\w-]+\.\w+)/g)) {
    named.set(script, [...(named.get(script) ?? []), file])
  }
}

test('every script that a document names is there and can be run', () => {
  assert.ok(named.has('init_monitoring.sh') && named.has('test.sh'))
  for (const [script, files] of named) {
    const path = join(root, 'scripts', script)
    assert.ok(existsSync(path), `${files.join(', ')}: ./scripts/${script} is not there`)
    accessSync(path, constants.X_OK)
  }
})

test('README.md or a guide names every script for people', () => {
  const told = [readMarkdown('README.md'), ...guides.map(({ text }) => text)].join('\n')
  for (const path of globSync('scripts/*.sh', { cwd: root })) assert.ok(told.includes(`./${path}`), path)
})
