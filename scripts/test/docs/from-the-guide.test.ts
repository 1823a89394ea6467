import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../copied-checkout.ts'
import { headings, inlineCode, links, readMarkdown } from './markdown.ts'
import { composeServices, servicesIn } from './runbooks.ts'
import { unknownOptions } from './script-options.ts'

const english = readMarkdown('docs/from-the-guide.md')
const russian = readMarkdown('docs/ru/from-the-guide.md')

/** Made by the set-up, so that a checkout has none of them. */
const madeLater = /^(\.env|secrets\/\w+)$/

/** A command of the guide, what to type here, and why. A pipe within a cell is written with a backslash. */
const rows = (text: string) =>
  text.split('\n').flatMap((line) => {
    if (!line.startsWith('| `')) return []
    const [guide = '', here = '', why = ''] = line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll(String.raw`\|`, '|'))
    return [{ guide: guide.slice(1, -1), here: here.slice(1, -1), why }]
  })

const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts as Record<string, string>

test('both languages have the same commands, and lead to the same places', () => {
  const commands = (text: string) => rows(text).map(({ guide, here }) => [guide, here])
  assert.ok(rows(english).length > 55, `${rows(english).length} commands`)
  assert.deepEqual(commands(russian), commands(english))
  assert.equal(links(russian).length, links(english).length)
  assert.deepEqual(new Set(inlineCode(russian)), new Set(inlineCode(english)))
  assert.equal(headings(russian).length, headings(english).length)
  for (const [i, { why }] of rows(russian).entries()) {
    assert.equal(why === '', rows(english)[i]?.why === '', why)
    assert.match(why, /[а-яё]|^$/i)
  }
  assert.doesNotMatch(english, /[а-яё]/i)
})

test('what is to be typed names what is there: scripts with their options, services, files', () => {
  const services = composeServices()
  for (const { here } of rows(english)) {
    for (const [script] of here.matchAll(/\.\/scripts\/[\w-]+\.sh/g)) {
      assert.ok(existsSync(join(root, script)), here)
    }
    assert.deepEqual(unknownOptions(here), [], here)
    for (const service of servicesIn(here)) assert.ok(services.includes(service), `${here}: ${service}`)
    for (const [, name = ''] of here.matchAll(/npm run ([\w-]+)/g)) assert.ok(scripts[name], here)
    for (const [path] of here.matchAll(/(?<![\w/])(\.env[.\w]*|secrets\/\w+|docker-compose\.\w+\.yml)/g)) {
      assert.ok(madeLater.test(path) || existsSync(join(root, path)), `${here}: ${path}`)
    }
    for (const [, program = ''] of here.matchAll(/node (src\/[\w.]+)/g)) {
      assert.ok(existsSync(join(root, 'bot', program)), here)
    }
    assert.doesNotMatch(here, /docker-compose [a-z]|python/, here)
  }
})

test('the reasons name commands that are there too, and say of scripts to come that they are not', () => {
  for (const { why, guide } of rows(english)) {
    const absent = /\.\/scripts\/([\w-]+\.sh)/.exec(guide)?.[0]
    if (absent !== undefined && !existsSync(join(root, absent))) {
      assert.match(why, /not there yet|the same|no tests run/, guide)
    }
    for (const [, script = ''] of why.matchAll(/`(\.\/scripts\/[\w-]+\.sh)/g)) {
      assert.ok(existsSync(join(root, script)), why)
    }
  }
})
