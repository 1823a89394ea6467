import assert from 'node:assert/strict'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { replaceVariable } from '../../lib/settings/env-file.ts'
import { runScript } from '../run-script.ts'
import { missingDeployPatience, missingEngine } from './engine.ts'
import { publishedPorts } from './free-ports.ts'
import { type Installation, prepareInstallation } from './installation.ts'
import { newToken, type StackTelegram, startTelegram } from './stack-telegram.ts'

const minute = 60_000

describe('who follows the guide', { skip: missingEngine() ?? missingDeployPatience }, () => {
  let prod: Installation
  let other: StackTelegram
  const token = newToken()
  const staging = () => join(dirname(prod.path), 'staging')
  const stagingEnv = () => ({ ...prod.env, COMPOSE_PROJECT_NAME: `${prod.env['COMPOSE_PROJECT_NAME']}-2` })

  before(async () => {
    prod = await prepareInstallation()
    other = await startTelegram(token)
  })
  after(
    async () => {
      if (existsSync(staging())) {
        await runScript(
          ['docker', 'compose', 'down', '--volumes', '--timeout', '10'],
          stagingEnv(),
          staging(),
        ).ended
      }
      await other.close()
      await prod.remove()
    },
    { timeout: 3 * minute },
  )

  /** Types a line of the guide; gives what it printed. */
  async function type(t: TestContext, line: string, expected = 0): Promise<string> {
    const [script = '', ...args] = line.split(' ')
    const began = performance.now()
    const run = prod.run(script, args)
    assert.equal(await run.ended, expected, run.output())
    t.diagnostic(`${line}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
    for (const secret of prod.secrets()) assert.ok(!run.output().includes(secret), 'a secret was printed')
    return run.output()
  }
  const replicas = async () =>
    (await prod.compose('ps', '--format', '{{.Name}} {{.Health}}', 'bot')).trim().split('\n').sort()
  const newVersion = (number: number) => {
    const file = join(prod.path, 'bot/package.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"version": ".*"/, `"version": "${number}.0.0"`))
  }
  const health = async () => (await fetch(`${prod.url}/healthz`)).json()

  test('has a bot that answers after the set-up and the first deploy, with its tests and a backup', {
    timeout: 8 * minute,
  }, async (t) => {
    await type(t, 'init_monitoring.sh')
    const output = await type(t, 'deploy.sh prod')
    assert.match(output, /canary came through/)
    assert.equal((await replicas()).length, 2)
    assert.match(JSON.stringify(await health()), /"telegram":\{"status":"ok"/)
    await type(t, 'deploy.sh status')
    await type(t, 'scale.sh --status')
  })

  test('makes a backup', { timeout: 3 * minute }, async (t) => {
    await type(t, 'backup.sh')
  })

  test('deploys the next version, with a verified backup that stays', { timeout: 8 * minute }, async (t) => {
    newVersion(7)
    const output = await type(t, 'deploy.sh prod')
    assert.match(output, /Replicas: 2 added, 2 taken out/)
    assert.match(JSON.stringify(await health()), /"version":"7\.0\.0"/)
    const [last] = JSON.parse(await type(t, 'deploy.sh history --json')).slice(-1)
    const listed = JSON.parse(await type(t, 'backup.sh --list --json'))
    const backup = listed.backups.find(({ name }: { name: string }) => name === last.backup)
    assert.ok(backup, JSON.stringify({ last, listed }))
    assert.ok(backup.verifiedAt)
    assert.match(backup.pinned, /before deploy/)
  })

  test('goes back', { timeout: 3 * minute }, async (t) => {
    await type(t, 'deploy.sh rollback')
    assert.match(JSON.stringify(await health()), /"version":"0\.1\.0"/)
  })

  test('has staging beside it, and a deploy there leaves production alone', {
    timeout: 8 * minute,
  }, async (t) => {
    const before = await replicas()
    cpSync(prod.path, staging(), { recursive: true })
    for (const made of ['.env', 'secrets', 'backups', '.deploys'])
      rmSync(join(staging(), made), { recursive: true, force: true })
    cpSync(join(prod.path, '.env'), join(staging(), '.env'))
    cpSync(join(prod.path, 'secrets/.gitignore'), join(staging(), 'secrets/.gitignore'), { recursive: true })
    const settings = {
      ENVIRONMENT: 'staging',
      TELEGRAM_TOKEN: token,
      TELEGRAM_API_ROOT: other.url,
      BOT_VERSION: `${prod.env['COMPOSE_PROJECT_NAME']}-2`,
      ...(await publishedPorts(2)),
    }
    for (const [name, value] of Object.entries(settings))
      replaceVariable(join(staging(), '.env'), name, String(value))
    for (const line of ['init_monitoring.sh', 'deploy.sh staging']) {
      const [script = '', ...args] = line.split(' ')
      const run = runScript([join(staging(), 'scripts', script), ...args], {
        ...stagingEnv(),
        RUN_TESTS: 'false',
      })
      assert.equal(await run.ended, 0, run.output())
      t.diagnostic(`staging: ${line}`)
    }
    assert.deepEqual(await replicas(), before)
    await type(t, 'deploy.sh status')
  })
})
