import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Attempt, makeAttempt } from '../../lib/deploy/attempt.ts'
import type { DeployRun } from '../../lib/deploy/deploy-run.ts'
import { appendHistory, presentOf, readHistory } from '../../lib/deploy/history.ts'
import { keepComposeFile } from '../../lib/deploy/releases.ts'
import { exchangeService } from '../../lib/deploy/service-exchange.ts'
import { RolledBackError } from '../../lib/steps/exit-code.ts'
import { StepError } from '../../lib/steps/step.ts'
import { engineInMemory } from '../replicas/engine-in-memory.ts'

/** Whose files made the service that runs; the one after it was deployed without the service. */
const [made, before, now] = ['28', '29', '30'].map((day) => `202611${day}-083000Z`) as [
  string,
  string,
  string,
]

interface Fault {
  /** The newer one does not get healthy. */
  ill?: boolean
  /** With the newer one no update comes through the bot. */
  canary?: boolean
}

/** A bot with a Redis whose tag the registry has given to a newer image. */
async function school(t: TestContext, { ill = false, canary = false }: Fault) {
  const root = mkdtempSync(join(tmpdir(), 'schoolbot-exchanged-'))
  t.after(() => rmSync(root, { recursive: true }))
  const engine = await engineInMemory([{}])
  const inMemory = engine.run.docker
  const happened: string[] = []
  const redis = {
    ...{ Id: 'redis-1', Mounts: [], State: { Status: 'running', StartedAt: '2026-11-28T08:30:00Z' } },
    Config: { Labels: { 'com.docker.compose.service': 'redis', 'com.docker.compose.config-hash': 'first' } },
  }
  const docker: DeployRun['docker'] = {
    ...inMemory,
    compose: async () => 'redis-1\n',
    async docker(args, options) {
      if (args[0] === 'exec') return `exit ${canary && happened.at(-1) === `up ${now}` ? 1 : 0}\n`
      if (args[0] === 'tag') happened.push(args.join(' '))
      if (args[0] === 'inspect' && args.includes('redis-1'))
        return args[1] === '--format' ? 'sha256:older redis:8\n' : JSON.stringify([redis])
      if (args[0] !== 'compose') return inMemory.docker(args, options)
      const release = /\d{8}-\d{6}Z/.exec(args.join(' '))?.[0] ?? ''
      if (args.includes('--hash') && args.includes('redis'))
        return `redis ${release === made ? 'first' : 'later'}\n`
      if (args.includes('--hash')) return 'bot hash\n'
      happened.push(`up ${release}`)
      if (ill && release === now) throw new StepError('redis is unhealthy')
      return ''
    },
  }
  const fetch = async (url: string) =>
    new Response(url.endsWith('/metrics') ? 'bot_errors_total 0\n' : '{"version":"1"}')
  const env = { DEPLOY_WATCH_SECONDS: '0', NOTIFY_TELEGRAM: 'false' }
  const setup = { ...engine.run.setup, root, fetch, env, compose: async () => 'bot hash\n' }
  const project = { ...engine.run.project, replicasOf: () => 1 }
  const run = { ...engine.run, docker, steadyDocker: docker, project, setup, at: new Date() }
  for (const release of [made, before, now]) await keepComposeFile(setup, release)
  for (const release of [made, before]) {
    appendHistory(root, {
      ...{ kind: 'deploy', release, outcome: 'done', environment: 'prod', version: 'v1' },
      ...{ image: 'sha256:old', begunAt: '', endedAt: '', migrations: [] },
    })
  }
  const exchange = () =>
    makeAttempt(run, { kind: 'deploy', release: now, environment: 'prod' }, async (attempt: Attempt) => {
      attempt.image = 'sha256:old'
      attempt.stays = true
      await exchangeService(run, attempt, 'redis')
      return true
    })
  return { exchange, happened, root }
}

test('a service that is well, and with which the bot is, stays', async (t) => {
  const { exchange, happened } = await school(t, {})
  await exchange()
  assert.deepEqual(happened, [`up ${now}`])
})

for (const [what, fault, words] of [
  ['gets well', { ill: true }, /is in service, and .*redis is unhealthy; redis is as it was/],
  ['lets a message through', { canary: true }, /the canary of .* has not come through.*redis is as it was/],
] as const) {
  test(`one that never ${what} goes back to its image and settings, and the new version of the bot stays`, async (t) => {
    const { exchange, happened, root } = await school(t, fault)
    await assert.rejects(exchange(), (error: unknown) => {
      assert.ok(error instanceof RolledBackError)
      assert.match(error.message, words)
      return true
    })
    assert.deepEqual(happened, [`up ${now}`, 'tag sha256:older redis:8', `up ${made}`])
    const present = presentOf(readHistory(root))
    assert.equal(present?.release, now)
    assert.match(present.reason ?? '', /redis is as it was/)
  })
}
