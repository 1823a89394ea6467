import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fillVariable, readEnvFile } from '../../lib/settings/env-file.ts'
import { judgeSettings } from '../../lib/settings/judge-settings.ts'
import { isPlaceholder } from '../../lib/settings/placeholders.ts'
import { fixedByCompose } from '../../lib/settings/settings-rules.ts'
import { root } from '../copied-checkout.ts'

const example = readEnvFile(`${root}/.env.example`)
const options = { documented: example.names, inSecretFile: () => undefined }

test('what the guide has in .env and nothing reads here is named, what stands in .env.example is not', () => {
  const warningsOf = (values: Record<string, string>) => {
    const file = { values, names: Object.keys(values), duplicates: [], placeholders: [] }
    return judgeSettings({ ...values, ENVIRONMENT: 'prod' }, file, options).warnings
  }
  assert.deepEqual(warningsOf({ ...example.values }), [])
  assert.deepEqual(
    warningsOf({ POSTGRES_HOST: 'postgres', REDIS_URL: 'redis://redis:6379/0', BOT_INSTANCE_ID: '0' }),
    ['REDIS_URL', 'BOT_INSTANCE_ID'].map(
      (name) => `${name} is in .env and nothing reads it here: docker-compose.yml gives the bot its own`,
    ),
  )
})

test('what Compose fixes is what .env.example says of it', () => {
  const text = readFileSync(`${root}/.env.example`, 'utf8')
  const told = /In Compose these are fixed and need not be set above:([^.]*)\./.exec(text)?.[1] ?? ''
  assert.deepEqual((told.match(/[A-Z]\w+/g) ?? []).sort(), Object.keys(fixedByCompose).sort())
})

test('a placeholder that was left in .env counts as empty, and is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-env-'))
  try {
    const path = join(folder, '.env')
    const ofTheGuide = [
      'TELEGRAM_TOKEN=your_bot_token_here',
      'POSTGRES_PASSWORD=secure_password_here',
      'GLITCHTIP_DSN=http://PublicKey@glitchtip:8000/1',
      'TELEGRAM_BOT_TOKEN=your_alert_bot_token',
      'TELEGRAM_CHAT_ID=your_chat_id',
      'POSTGRES_DB=your_database',
    ]
    writeFileSync(path, `${ofTheGuide.join('\n')}\n`)
    const file = readEnvFile(path)
    const names = ofTheGuide.slice(0, 5).map((line) => line.split('=')[0] ?? '')
    assert.deepEqual(file.placeholders, names)
    assert.deepEqual(file.values['GLITCHTIP_DSN'], '')
    assert.equal(file.values['POSTGRES_DB'], 'your_database', 'Compose reads it as it stands')
    const { faults, warnings } = judgeSettings(file.values, file, options)
    assert.deepEqual(
      warnings,
      names.map((name) => `${name} in .env is a placeholder of a guide, and counts as empty`),
    )
    assert.match(faults.join('\n'), /^TELEGRAM_TOKEN is empty: the token of the bot, from @BotFather$/m)
    fillVariable(path, 'GLITCHTIP_DSN', 'http://key@glitchtip:8000/1')
    assert.match(readFileSync(path, 'utf8'), /^GLITCHTIP_DSN=http:\/\/key@glitchtip:8000\/1$/m)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('what people choose is no placeholder', () => {
  for (const value of [
    'yours-truly',
    'kE3-here',
    'http://8f3c@glitchtip:8000/1',
    '-987654321',
    '1:your_token',
  ])
    assert.ok(!isPlaceholder(value), value)
  for (const value of ['<token>', 'changeme', 'CHANGE_ME', 'http://public_key@glitchtip:8000/1'])
    assert.ok(isPlaceholder(value), value)
})
