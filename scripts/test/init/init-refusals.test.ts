import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { after, before, beforeEach, test } from 'node:test'
import { holdLock } from '../held-lock.ts'
import { runToEnd } from '../run-script.ts'
import { copyForInit, faultsIn, goodEnv, type InitCheckout } from './docker-stub.ts'

let checkout: InitCheckout

before(() => {
  checkout = copyForInit()
})
beforeEach(() => writeFileSync(checkout.file('.env'), goodEnv, { mode: 0o600 }))
after(() => checkout[Symbol.asyncDispose]())

test('without docker on PATH there is one fault and exit code 4', async () => {
  await using bare = copyForInit({})
  assert.deepEqual(await bare.run(), {
    code: 4,
    output: 'fault: docker is missing: https://docs.docker.com/engine/install/\n',
  })
})

test('all that is too old is told at once', async () => {
  const { code, output } = await checkout.run([], { ENGINE: '27.5.1', COMPOSE: '2.17.0', BUILDX: '0.12.0' })
  assert.equal(code, 4)
  assert.deepEqual(
    faultsIn(output).map((fault) => fault.split(' is ')[0]?.split(' does ')[0]),
    ['Docker Engine 27.5.1', 'Docker Compose 2.17.0', 'buildx 0.17 or newer'],
  )
  assert.match(output, /ports that are on 127\.0\.0\.1/)
})

test('a Compose that knows all words and has not been tried is a warning', async () => {
  const { output } = await checkout.run(['--dry-run'], { COMPOSE: '2.24.7' })
  assert.match(output, /^warning: Docker Compose 2\.24\.7 has not been tried/m)
})

test('who may not use Docker is told how he may', async () => {
  const ENGINE_FAULT = 'permission denied while trying to connect to the Docker daemon socket'
  const { code, output } = await checkout.run([], { ENGINE_FAULT })
  assert.equal(code, 4)
  assert.match(output, /run this as root, or add yourself to the group docker/)
})

test('without .env one is made, for its owner alone, and all that must be filled in is told', async () => {
  await using fresh = copyForInit()
  const { code, output } = await fresh.run()
  assert.equal(code, 4)
  assert.equal(statSync(fresh.file('.env')).mode & 0o777, 0o600)
  assert.deepEqual(readFileSync(fresh.file('.env')), readFileSync(fresh.file('.env.example')))
  assert.deepEqual(
    faultsIn(output).map((fault) => fault.split(' ')[0]),
    ['TELEGRAM_TOKEN', 'ADMIN_TELEGRAM_IDS', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_CHAT_ID'],
  )
  assert.ok(!existsSync(fresh.file('secrets/telegram_token')))
})

test('every wrong setting is told by its name, and no value is shown', async () => {
  const wrong = {
    TELEGRAM_TOKEN: 'secret-word',
    TELEGRAM_MODE: 'webhook',
    ADMIN_TELEGRAM_IDS: '@secret-word',
    TELEGRAM_CHAT_ID: '@secret-word',
    WEBHOOK_SECRET: 'secret-word',
    SCHOOL_TIMEZONE: 'secret-word',
    TICKET_REOPEN_DAYS: '1000',
    BOT_REPLICAS: '0',
  }
  const lines = Object.entries(wrong).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(checkout.file('.env'), goodEnv + lines.join(''), { mode: 0o600 })
  const { code, output } = await checkout.run()
  assert.equal(code, 4)
  const named = faultsIn(output).map((fault) => fault.split(' ')[0])
  const expected = Object.keys(wrong).filter((name) => name !== 'TELEGRAM_MODE')
  assert.deepEqual(new Set(named), new Set([...expected, 'WEBHOOK_URL']))
  assert.doesNotMatch(output, /secret-word/)
})

test('names that nothing reads, or that come twice, and a token for two bots are warned of', async () => {
  const more =
    'TELEGRAM_TOKN=1\nKEEP_DAYS=14\nTELEGRAM_BOT_TOKEN=1000000001:token-of-the-bot\nENVIRONMENT=local\n'
  writeFileSync(checkout.file('.env'), goodEnv + more, { mode: 0o600 })
  const { output } = await checkout.run(['--dry-run'])
  const warnings = output.split('\n').filter((line) => line.startsWith('warning: '))
  assert.deepEqual(
    warnings.map((line) => line.split(' ').slice(1, 4).join(' ')),
    [
      'TELEGRAM_BOT_TOKEN is in',
      'ENVIRONMENT is in',
      'TELEGRAM_TOKN is in',
      'TELEGRAM_BOT_TOKEN is that',
      'ENVIRONMENT is local,',
    ],
  )
  assert.doesNotMatch(output, /token-of-the-bot/)
})

test('a .env of another encoding is told as one, and not as empty', async () => {
  writeFileSync(checkout.file('.env'), Buffer.from(`\uFEFF${goodEnv}`, 'utf16le'), { mode: 0o600 })
  const { code, output } = await checkout.run()
  assert.equal(code, 4)
  assert.equal(faultsIn(output).length, 1)
  assert.match(output, /^fault: \.env is no plain text: save it anew as UTF-8/m)
})

test('.env is read and never run', async () => {
  const bad = `${goodEnv}DOCS_URL=$(touch ${checkout.file('was-run')})\nGLITCHTIP_HOST=\`touch ${checkout.file('was-run')}\`\n`
  writeFileSync(checkout.file('.env'), bad, { mode: 0o600 })
  await checkout.run(['--dry-run'])
  assert.ok(!existsSync(checkout.file('was-run')))
})

test('a .env that others may read is closed', async () => {
  chmodSync(checkout.file('.env'), 0o644)
  const looked = await checkout.run(['--check'])
  assert.match(looked.output, /Settings +missing +\.env is open to others \(mode 644\)/)
  assert.equal(statSync(checkout.file('.env')).mode & 0o777, 0o644)
  writeFileSync(checkout.file('.env'), '')
  await checkout.run()
  assert.equal(statSync(checkout.file('.env')).mode & 0o777, 0o600)
})

test('while another script is at work it ends with 5 and names that one; a look is not kept out', async () => {
  const holder = await holdLock(checkout.path, 'deploy.sh')
  const { code, output } = await checkout.run()
  assert.deepEqual(
    { code, output },
    {
      code: 5,
      output: `init_monitoring.sh: ${holder.words}: start again when it has ended\n`,
    },
  )
  assert.equal((await checkout.run(['--check'])).code, 6)
  await holder.end()
  const again = `source scripts/lib/shell/log.sh; source scripts/lib/shell/ops-lock.sh; take_ops_lock "$PWD"; echo free`
  const next = await runToEnd(['/bin/bash', '-c', again, 'next.sh'], {}, checkout.path)
  assert.equal(next.output, 'free\n')
})

test('a checkout that cannot be written is one line with what to do', async () => {
  rmSync(checkout.file('.cache/ops.lock'), { force: true })
  mkdirSync(checkout.file('.cache/ops.lock'), { recursive: true })
  const { code, output } = await checkout.run()
  rmdirSync(checkout.file('.cache/ops.lock'))
  assert.equal(code, 1)
  assert.match(
    output,
    /^init_monitoring\.sh: \/.*\/\.cache\/ops\.lock cannot be written: start this as the owner .*\n$/,
  )
})

test('a file that cannot be written is one line that names it', async () => {
  mkdirSync(checkout.file('secrets'), { recursive: true })
  mkdirSync(checkout.file('secrets/redis_url'))
  const { code, output } = await checkout.run()
  rmdirSync(checkout.file('secrets/redis_url'))
  assert.equal(code, 1)
  assert.match(output, /^init_monitoring\.sh: EISDIR.*$/m)
  assert.doesNotMatch(output, / at /)
})
