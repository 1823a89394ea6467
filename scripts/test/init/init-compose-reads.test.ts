import assert from 'node:assert/strict'
import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { copyForInit, faultsIn, goodEnv, type InitCheckout } from './docker-stub.ts'

let checkout: InitCheckout

before(() => {
  checkout = copyForInit()
})
after(() => checkout[Symbol.asyncDispose]())

test('what Docker Compose cannot read in .env is told without its quotation', async () => {
  writeFileSync(checkout.file('.env'), goodEnv, { mode: 0o600 })
  const faults = {
    'failed to read /x y/.env: line 16: unterminated quoted value "Secret-word':
      '(about line 16): look for a quote',
    'failed to read /x/.env: Invalid template: "Secret-word${"': 'read .env: look for a quote',
  }
  for (const [FILES_FAULT, words] of Object.entries(faults)) {
    const { code, output } = await checkout.run(['--check'], { FILES_FAULT })
    assert.equal(code, 4)
    assert.ok(faultsIn(output)[0]?.includes(words), output)
    assert.doesNotMatch(output, /Secret-word/)
  }
})

test('a value that Docker Compose reads in another way is refused before anything is made of it', async () => {
  writeFileSync(checkout.file('.env'), `${goodEnv}POSTGRES_PASSWORD=pass#word\nDOCS_URL=http://docs\n`)
  const READS = 'ENVIRONMENT=prod\nPOSTGRES_PASSWORD=pass#word\nDOCS_URL=http://docs'
  const { code, output } = await checkout.run([], { READS })
  assert.equal(code, 4)
  assert.equal(faultsIn(output).length, 1)
  assert.match(output, /^fault: POSTGRES_PASSWORD is read .*: put the value in single quotes$/m)
  assert.doesNotMatch(output, /pass#word|pass$/m)
  assert.ok(!existsSync(checkout.file('secrets/postgres_bot_password')))
})

test('wrong settings are told in our words although Compose would stumble over them', async () => {
  writeFileSync(checkout.file('.env'), `${goodEnv}BOT_REPLICAS=abc\n`, { mode: 0o600 })
  const { code, output } = await checkout.run(['--check'], { FILES_FAULT: 'strconv.Atoi: parsing' })
  assert.equal(code, 4)
  assert.match(output, /^fault: BOT_REPLICAS must be a whole number from 1 to 50$/m)
})

test('a checkout made under umask 077 is told how containers come to read it', async () => {
  await using closed = copyForInit()
  writeFileSync(closed.file('.env'), goodEnv, { mode: 0o600 })
  chmodSync(closed.file('prometheus/prometheus.yml'), 0o600)
  const { code, output } = await closed.run()
  assert.equal(code, 4)
  assert.match(output, /^fault: containers may not read .*: chmod -R go\+rX prometheus$/m)
  assert.ok(!existsSync(closed.file('secrets/redis_acl')))
})

test('a folder of secrets of which only the note of the test alert is left is taken', async () => {
  writeFileSync(checkout.file('.env'), goodEnv, { mode: 0o600 })
  writeFileSync(checkout.file('secrets/.alert-tested'), 'sum 2026-11-21')
  const { output } = await checkout.run(['--dry-run'])
  assert.deepEqual(faultsIn(output), [])
})

test('a folder with other things in it is not taken for that of the secrets', async () => {
  for (const [folder, words] of [
    ['docs', /SECRETS_DIR is a folder that holds other things/],
    ['README.md', /SECRETS_DIR is a file/],
    ['~/secrets', /SECRETS_DIR must be a folder/],
  ] as const) {
    writeFileSync(checkout.file('.env'), `${goodEnv}SECRETS_DIR=${folder}\n`, { mode: 0o600 })
    const { code, output } = await checkout.run()
    assert.equal(code, 4)
    assert.match(output, words)
  }
  assert.equal(statSync(checkout.file('docs')).mode & 0o055, 0o055)
})
