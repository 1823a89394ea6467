import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Docker } from '../../lib/compose/docker.ts'
import { createFirstStartStep } from '../../lib/init/first-start.ts'
import { createFolderSetup } from './folder-setup.ts'

const present = ['bot', 'node-exporter', 'prometheus']

/** An engine that has one container of the bot, or none. */
function engineWith(bot: 'a bot' | 'no bot'): Docker {
  const container = {
    Id: 'one',
    Config: { Labels: { 'com.docker.compose.service': 'bot' } },
    State: { Status: 'created', StartedAt: '0001-01-01T00:00:00Z' },
    Mounts: [],
    NetworkSettings: { Networks: {}, Ports: {} },
  }
  return {
    docker: async () => JSON.stringify([container]),
    compose: async () => (bot === 'a bot' ? 'one\n' : ''),
  }
}

test('before the first start alerts wait for an hour, and the person reads what starts the bot', async () => {
  using installation = createFolderSetup({ present, env: { ENVIRONMENT: 'staging' } })
  const step = createFirstStartStep(installation.setup, engineWith('no bot'))
  assert.equal((await step.look()).state, 'missing')
  assert.deepEqual(await step.make(), {
    state: 'ready',
    words:
      'the bot has not been started: ./scripts/deploy.sh staging starts it; in 60 min alerts begin to call for it',
  })
  const written = readFileSync(
    join(installation.folder, 'backups/metrics/schoolbot_first_start.prom'),
    'utf8',
  )
  const until = Number(/^schoolbot_first_start_awaited_until_timestamp_seconds (\d+)$/m.exec(written)?.[1])
  assert.ok(Math.abs(until - Date.now() / 1000 - 3600) < 60, written)
})

test('a bot that was started once is awaited by nobody', async () => {
  using installation = createFolderSetup({ present })
  const step = createFirstStartStep(installation.setup, engineWith('a bot'))
  assert.deepEqual(await step.look(), { state: 'ready', words: 'the bot has been started' })
  assert.ok(!existsSync(join(installation.folder, 'backups')))
})
