import assert from 'node:assert/strict'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { after, before, beforeEach, test } from 'node:test'
import { readEnvFile } from '../../lib/settings/env-file.ts'
import { writeStackSecrets } from '../../lib/settings/stack-secrets.ts'
import { holdLock } from '../held-lock.ts'
import { copyForInit, faultsIn, goodEnv, type InitCheckout } from '../init/docker-stub.ts'

let checkout: InitCheckout

before(() => {
  checkout = copyForInit()
})
beforeEach(() => writeFileSync(checkout.file('.env'), goodEnv, { mode: 0o600 }))
after(() => checkout[Symbol.asyncDispose]())

const deploy = (...args: string[]) => checkout.runScript('deploy.sh', args)

test('all that stands in the way is told at once, and nothing is changed', async () => {
  writeFileSync(checkout.file('.env'), goodEnv.replace(/ADMIN_TELEGRAM_IDS=.*/, ''), { mode: 0o600 })
  mkdirSync(checkout.file('nginx/certs'), { recursive: true })
  writeFileSync(checkout.file('nginx/certs/fullchain.pem'), 'no certificate')
  // as an override of Compose has it, whatever .env says
  const published = { PUBLISHED: '8180-8182' }
  const { code, output } = await checkout.runScript('deploy.sh', ['staging', '--check'], published)
  assert.equal(code, 4, output)
  const faults = faultsIn(output).join('\n')
  for (const words of [
    /ADMIN_TELEGRAM_IDS is empty/,
    /ENVIRONMENT is prod in \.env, and staging was asked for/,
    /not written yet, or not as \.env has it, in secrets: \d+ files/,
    /postgres: not running, or not healthy: \.\/scripts\/init_monitoring\.sh/,
    /BOT_PORTS has 3 ports and 4 are needed/,
    /fullchain\.pem is no certificate/,
    /127\.0\.0\.1:47 cannot be reached/,
  ]) {
    assert.match(faults, words)
  }
  assert.match(output, new RegExp(`${faultsIn(output).length} to put right, see above; nothing was changed`))
  assert.ok(!existsSync(checkout.file('.deploys')))
  const changing = /^(compose .*\b(up|build|run|stop|rm|restart)\b|tag|run|pull|stop|rm|exec)\b/
  assert.deepEqual(
    checkout.calls().filter((call) => changing.test(call)),
    [],
  )
  assert.ok(!output.includes('token-of-the-bot'), output)
})

test('whoever has copied .env.example is told what to write there', async () => {
  writeFileSync(checkout.file('.env'), goodEnv.replace('ENVIRONMENT=prod', 'ENVIRONMENT=local'))
  const { output } = await deploy('prod', '--check')
  assert.match(output, /fault: ENVIRONMENT is local in \.env.*: set ENVIRONMENT=prod there/)
})

test('a file of secrets that is not as .env has it is named', async () => {
  writeStackSecrets(checkout.file('secrets'), readEnvFile(checkout.file('.env')).values)
  writeFileSync(checkout.file('.env'), goodEnv.replace('token-of-the-bot', 'another-token-of-it'))
  const { output } = await deploy('prod', '--check')
  assert.match(output, /fault: not written yet, or not as \.env has it, in secrets: telegram_token: /)
  assert.ok(!output.includes('another-token-of-it'), output)
})

test('a deploy that was broken off is told', async () => {
  mkdirSync(checkout.file('.deploys'), { recursive: true })
  const underWay = { kind: 'deploy', release: '20261201-083000Z', begunAt: '', step: 'replicas' }
  writeFileSync(checkout.file('.deploys/under-way.json'), JSON.stringify(underWay))
  const { output } = await deploy('prod', '--check')
  assert.match(output, /warning: the deploy 20261201-083000Z was broken off \(replicas\)/)
})

test('a deploy that is at work is told, with who is at it, and is not taken for one that was broken off', async () => {
  const holder = await holdLock(checkout.path, 'deploy.sh')
  const { output } = await deploy('prod', '--check')
  await holder.end()
  const told = `${holder.words} with the deploy 20261201-083000Z (replicas): start again when it has ended`
  assert.ok(faultsIn(output).includes(told), output)
  assert.doesNotMatch(output, /broken off/)
  // the file keeps his name
  const later = await deploy('prod', '--check')
  assert.match(later.output, /was broken off/)
  assert.doesNotMatch(later.output, /is at work/)
})

test('before the first deploy there is no history and nothing to go back to', async () => {
  const { code, output } = await deploy('history')
  assert.deepEqual([code, output], [3, 'deploy.sh: nothing has been deployed yet\n'])
})

test('a secret that only a newer version knows, and that may be empty, stands in nobody’s way', async () => {
  writeStackSecrets(checkout.file('secrets'), readEnvFile(checkout.file('.env')).values)
  rmSync(checkout.file('secrets/database_ssl_ca'))
  const { output } = await deploy('prod', '--check')
  assert.doesNotMatch(output, /in secrets/)
  rmSync(checkout.file('secrets/grafana_secret_key'))
  assert.match((await deploy('prod', '--check')).output, /in secrets: grafana_secret_key:/)
})

test('a service that is none is wrong usage, whatever else is wrong', async () => {
  const { code, output } = await deploy('staging', '--check', '--services', 'nosuch')
  assert.equal(code, 2, output)
  assert.match(output, /nosuch is no service beside the bot/)
})
