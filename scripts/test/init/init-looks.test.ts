import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { copyForInit, goodEnv, type InitCheckout } from './docker-stub.ts'

let checkout: InitCheckout

before(() => {
  checkout = copyForInit()
  writeFileSync(checkout.file('.env'), goodEnv, { mode: 0o600 })
})
after(() => checkout[Symbol.asyncDispose]())

/** Every file with its rights, its time and what is in it. */
const stateOf = (folder: string) =>
  execFileSync('bash', ['-c', 'find . -printf "%p %m %T@ %s\\n" | sort | sha256sum'], {
    cwd: folder,
    encoding: 'utf8',
  })

/** What changes nothing in Docker. */
const questions = /^(version|info|inspect|ps|compose version|buildx version|compose .*(config|ps) )/

for (const [mode, expected] of [
  ['--dry-run', 0],
  ['--check', 6],
] as const) {
  test(`${mode} names what is missing, changes nothing, and ends with ${expected}`, async () => {
    const before = stateOf(checkout.path)
    const { code, output } = await checkout.run([mode])
    assert.equal(code, expected, output)
    assert.equal(stateOf(checkout.path), before)
    assert.deepEqual(
      checkout.calls().filter((call) => !questions.test(call)),
      [],
    )
    assert.match(output, /Secrets +missing +\d+ files to be written in secrets/)
    assert.match(output, /Replicas +missing +3 expected/)
    assert.match(output, /Database +missing +Postgres does not run/)
    assert.match(
      output,
      /Services +missing +not running or not healthy: postgres, prometheus, alertmanager, node-exporter\n/,
    )
    assert.match(output, /Grafana: admin +left out/)
    assert.match(output, /^ +Bot +FAILED +127\.0\.0\.1:47 cannot be reached/m)
    assert.match(
      output,
      /Alert bot +FAILED +127\.0\.0\.1:47 cannot be reached from here: connect ECONNREFUSED/,
    )
    assert.match(output, /Alertmanager +http:/)
    assert.doesNotMatch(output, /token-of-the-bot|token-for-alerts/)
  })
}

test('without .env a look shows what would be made, and makes none', async () => {
  rmSync(checkout.file('.env'))
  const { code, output } = await checkout.run(['--dry-run'])
  assert.equal(code, 0)
  assert.match(output, /Settings +FAILED +4 to put right in \.env/)
  assert.ok(!existsSync(checkout.file('.env')))
  writeFileSync(checkout.file('.env'), goodEnv, { mode: 0o600 })
})

test('what comes before a failure is kept, what comes after it is not tried', async () => {
  const { code, output } = await checkout.run()
  assert.equal(code, 1, output)
  assert.match(output, /Secrets +ready/)
  assert.match(output, /Replicas +ready/)
  assert.match(output, /Database +FAILED/)
  assert.match(output, /Services +not tried/)
  assert.match(output, /Put it right and start \.\/scripts\/init_monitoring\.sh again/)
  const env = readFileSync(checkout.file('.env'), 'utf8')
  assert.match(env, /^POSTGRES_PASSWORD=[\w-]{32}$/m)
  assert.match(env, /^WEBHOOK_SECRET=[\w-]{32}$/m)
  assert.match(
    readFileSync(checkout.file('backups/metrics/schoolbot_replicas.prom'), 'utf8'),
    /^schoolbot_replicas_expected 3$/m,
  )
  for (const name of ['postgres_bot_password', 'webhook_secret', 'grafana_admin_password']) {
    assert.ok(!output.includes(readFileSync(checkout.file(`secrets/${name}`), 'utf8')))
  }
  const again = await checkout.run()
  assert.equal(readFileSync(checkout.file('.env'), 'utf8'), env)
  assert.doesNotMatch(again.output, /Wrote/)
})
