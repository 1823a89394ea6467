import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeployRun } from '../../lib/deploy/deploy-run.ts'
import { sharedWithOthers } from '../../lib/deploy/neighbour-checks.ts'
import { StepError } from '../../lib/steps/step.ts'
import { engineInMemory } from '../replicas/engine-in-memory.ts'

test('a bot of another installation that goes in this moment is no fault', async () => {
  const { run } = await engineInMemory([])
  const other = {
    ...{ State: { Running: true }, Mounts: [] },
    Config: {
      Image: 'schoolbot/bot:other',
      Env: ['TELEGRAM_TOKEN=another'],
      Labels: { 'com.docker.compose.project': 'other' },
    },
  }
  let asked = 0
  const docker: DeployRun['docker'] = {
    ...run.docker,
    async docker([verb]) {
      if (verb === 'ps') return 'bot-1\n'
      asked += 1
      if (asked === 1) throw new StepError('docker inspect: no such object: bot-1')
      return JSON.stringify([other])
    },
  }
  const setup = { ...run.setup, env: { TELEGRAM_TOKEN: 'of the school' } }
  const found = await sharedWithOthers({ ...run, docker, steadyDocker: docker, setup, at: new Date() })
  assert.deepEqual(found, { faults: [] })
  assert.equal(asked, 2)
})
