import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { isKeptApart, withAddresses } from '../../lib/replicas/front.ts'
import { root } from '../copied-checkout.ts'

const template = readFileSync(join(root, 'nginx/templates/10-bot.conf.template'), 'utf8')

test('the addresses stand in the place of the name, which stays behind them as the way out', () => {
  const text = withAddresses(template, ['172.20.0.5', '[fd00::7]'])
  assert.deepEqual(text.match(/^ +server .*$/gm), [
    '    server 172.20.0.5:8080 max_fails=1 fail_timeout=3s;',
    '    server [fd00::7]:8080 max_fails=1 fail_timeout=3s;',
    '    server bot:8080 resolve max_fails=1 fail_timeout=3s backup;',
  ])
  assert.equal(text.replaceAll(/^ +server .*\n/gm, ''), template.replaceAll(/^ +server .*\n/gm, ''))
})

test('an nginx that a killed run has left with some replicas is known by its file, and no other template is', () => {
  assert.ok(isKeptApart(withAddresses(template, ['172.20.0.5'])))
  assert.ok(!isKeptApart(template))
  assert.ok(!isKeptApart(template.replace('fail_timeout=3s', 'fail_timeout=5s')))
  assert.ok(!isKeptApart(''))
})

test('a template without the name is told of, and not guessed at', () => {
  assert.throws(() => withAddresses('upstream bot { server 10.0.0.1:8080; }', ['10.0.0.2']), /has no line/)
})
