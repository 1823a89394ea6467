import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createSettings } from '../../lib/steps/setup.ts'
import { readConfigs, readSecrets } from '../../lib/swarm/versions.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const stackFile = readFileSync(join(root, 'deploy', 'swarm', 'stack.yml'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'schoolbot-swarm-'))
after(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'secrets'))

const secretsOf = (env: Record<string, string>) =>
  new Map(readSecrets(createSettings(folder, env), stackFile).map((secret) => [secret.name, secret]))

test('another text of a secret has another version, and an absent one is a line break', () => {
  writeFileSync(join(folder, 'secrets', 'telegram_token'), '1:first')
  const [before, absent] = [secretsOf({}).get('telegram_token'), secretsOf({}).get('deadman_url')]
  writeFileSync(join(folder, 'secrets', 'telegram_token'), '1:second')
  assert.equal(before?.text, '1:first')
  assert.notEqual(secretsOf({}).get('telegram_token')?.version, before.version)
  assert.equal(absent?.text, '\n')
})

test('where Redis is elsewhere its address is that of .env', () => {
  writeFileSync(join(folder, 'secrets', 'redis_url'), 'redis://redis:6379/0')
  const elsewhere = { REDIS_REPLICAS: '0', REDIS_URL: 'rediss://cache.school.example:6380/0' }
  assert.equal(secretsOf(elsewhere).get('redis_url')?.text, elsewhere.REDIS_URL)
  assert.equal(secretsOf({ REDIS_URL: elsewhere.REDIS_URL }).get('redis_url')?.text, 'redis://redis:6379/0')
})

test('every file of nginx has a version of its text', () => {
  const configs = readConfigs(root, stackFile)
  assert.ok(configs.length >= 10)
  for (const { name, version, text } of configs)
    assert.ok(/^[\da-f]{12}$/.test(version) && text.length > 20, name)
})
