import assert from 'node:assert/strict'
import { cpSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { deployMoments } from '../../lib/deploy/deploy-run.ts'
import { presentOf } from '../../lib/deploy/history.ts'
import { replicaMoments } from '../../lib/replicas/replicas-run.ts'
import { replaceVariable } from '../../lib/settings/env-file.ts'
import { runScript } from '../run-script.ts'
import { type DeploySchool, prepareDeploySchool } from './deploy-school.ts'
import { missingDeployPatience, missingEngine } from './engine.ts'
import { newToken } from './stack-telegram.ts'

const minute = 60_000
const begin = '  const stop = new AbortController()\n'

/** A version that cannot stay, and at which step it is found out. */
interface BadVersion {
  name: string
  make: (at: DeploySchool) => void
  step: RegExp
  reason: RegExp
}

const badVersions: readonly BadVersion[] = [
  {
    name: 'an image that cannot be built',
    make: (at) => at.change('bot/Dockerfile', 'COPY bot/src src', 'COPY bot/nowhere src'),
    step: /^image$/,
    reason: /nowhere/,
  },
  {
    name: 'a version that ends at once',
    make: (at) => at.change('bot/src/main.ts', begin, `${begin}  process.exit(1)\n`),
    step: /^replicas$/,
    reason: /./,
  },
  {
    name: 'a version that never gets ready',
    make: (at) =>
      at.change('bot/src/main.ts', begin, `${begin}  await new Promise(() => setInterval(Date, 60_000))\n`),
    step: /^replicas$/,
    reason: /./,
  },
  {
    name: 'a version whose canary does not come through',
    make: (at) =>
      at.change(
        'bot/src/main.ts',
        'async function main(',
        "if (typed[0] === 'canary') process.exit(1)\nasync function main(",
      ),
    step: /^gate$/,
    reason: /canary/,
  },
  {
    name: 'a migration that fails',
    make: (at) =>
      at.addFile(
        'bot/migrations/9001_fails.sql',
        "create table fails (id int);\nselect 'x'::int from person;\n",
      ),
    step: /^migrations$/,
    reason: /9001_fails failed: SQLSTATE 22P02; all of it was rolled back/,
  },
  {
    name: 'a migration that takes something away',
    make: (at) =>
      at.addFile('bot/migrations/9002_takes.sql', 'alter table ticket drop column description;\n'),
    step: /^checker of migrations$/,
    reason: /9002_takes|--allow-contract/,
  },
]

describe('deploys that go wrong', { skip: missingEngine() ?? missingDeployPatience }, () => {
  let at: DeploySchool
  let version = 0

  before(
    async () => {
      at = await prepareDeploySchool()
      await at.school.up()
    },
    { timeout: 3 * minute },
  )
  beforeEach(() => at.takeBack())
  after(() => at.remove(), { timeout: 2 * minute })

  const newVersion = () => at.change('bot/src/version.ts', /^/, `// version ${(version += 1)}\n`)
  const well = ['bot running healthy', 'bot running healthy', 'migrate exited']

  for (const { name, make, step, reason } of badVersions) {
    test(`${name} leaves the version before in service`, { timeout: 5 * minute }, async (t) => {
      const images = await at.images()
      make(at)
      const { code, output, seconds } = await at.deploy(['prod'])
      t.diagnostic(`${seconds.toFixed(1)} s\n${output}`)
      assert.equal(code, 7, output)
      assert.deepEqual(await at.images(), images)
      assert.deepEqual(await at.replicas(), well)
      const line = at.history().at(-1)
      assert.match(line?.step ?? '', step)
      assert.match(line?.reason ?? '', reason)
    })
  }

  for (const moment of [...deployMoments, ...replicaMoments]) {
    test(`after a kill at "${moment}" the bot runs, and the same command goes on to the end`, {
      timeout: 6 * minute,
    }, async (t) => {
      newVersion()
      const killed = await at.deploy(['prod'], { SCHOOLBOT_FAILPOINT: moment })
      assert.equal(killed.code, null, killed.output)
      const states = await at.replicas()
      assert.ok(states.includes('bot running healthy'), states.join())
      const { code, output, seconds } = await at.deploy(['prod'])
      t.diagnostic(`${seconds.toFixed(1)} s`)
      // what was recorded already is nothing to do
      assert.ok(code === 0 || code === 3, output)
      assert.deepEqual(await at.replicas(), well)
      assert.deepEqual(await at.images(), [presentOf(at.history())?.image])
    })
  }

  test('Ctrl-C takes back what was begun', { timeout: 2 * minute }, async () => {
    const images = await at.images()
    newVersion()
    const run = at.startDeploy(['prod'])
    await run.untilPrints(/Taking .* out/)
    run.kill('SIGINT')
    assert.equal(await run.ended, 7, run.output())
    assert.match(run.output(), /SIGINT/)
    assert.deepEqual(await at.images(), images)
    assert.deepEqual(await at.replicas(), well)
    assert.match(at.history().at(-1)?.reason ?? '', /interrupted by SIGINT/)
  })

  test('another folder of the same name, and one with the same token and tag, are refused', {
    timeout: minute,
  }, async () => {
    const other = join(dirname(at.school.path), 'staging')
    cpSync(at.school.path, other, { recursive: true })
    const { engine, project } = at.school
    const look = async (env: Record<string, string>) => {
      const run = runScript([join(other, 'scripts/deploy.sh'), 'prod', '--check'], { ...engine, ...env })
      assert.equal(await run.ended, 4, run.output())
      return run.output()
    }
    assert.match(await look({}), /containers of the project .* belong to/)
    const named = { COMPOSE_PROJECT_NAME: `${project}-staging` }
    const refused = await look(named)
    assert.match(refused, /TELEGRAM_TOKEN is that of the project/)
    assert.match(refused, /the image schoolbot\/bot:.* is that of the project/)
    replaceVariable(join(other, '.env'), 'BOT_VERSION', 'staging')
    replaceVariable(join(other, '.env'), 'TELEGRAM_TOKEN', newToken())
    assert.doesNotMatch(await look(named), /is that of the project/)
  })
})
