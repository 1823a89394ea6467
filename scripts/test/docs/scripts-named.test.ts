import assert from 'node:assert/strict'
import { accessSync, constants, existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../copied-checkout.ts'
import { guides } from './guides.ts'
import { markdownFiles, readMarkdown } from './markdown.ts'

/** Named already and not there yet; the guides say so and what to do until then. One that appears must leave this list. */
const coming = ['scale.sh']

const named = new Map<string, string[]>()
for (const file of markdownFiles()) {
  for (const [, script = ''] of readMarkdown(file).matchAll(/\.\/scripts\/([\w-]+\.\w+)/g)) {
    named.set(script, [...(named.get(script) ?? []), file])
  }
}

test('every script that a document names is there and can be run, or is known to come', () => {
  assert.ok(named.has('init_monitoring.sh') && named.has('test.sh'))
  for (const [script, files] of named) {
    if (coming.includes(script)) continue
    const path = join(root, 'scripts', script)
    assert.ok(existsSync(path), `${files.join(', ')}: ./scripts/${script} is not there`)
    accessSync(path, constants.X_OK)
  }
})

test('a script that has come is no longer announced', () => {
  for (const script of coming) {
    const words = `scripts/${script} is there: take it out of this list, and write it into both guides`
    assert.ok(!existsSync(join(root, 'scripts', script)), words)
  }
})

test('the guides name every script that comes', () => {
  for (const { file, text } of guides) {
    for (const script of coming) assert.ok(text.includes(`./scripts/${script}`), `${file}: ${script}`)
  }
})

test('README.md or a guide names every script for people', () => {
  const told = [readMarkdown('README.md'), ...guides.map(({ text }) => text)].join('\n')
  for (const path of globSync('scripts/*.sh', { cwd: root })) assert.ok(told.includes(`./${path}`), path)
})
