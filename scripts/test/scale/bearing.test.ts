import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readProject } from '../../lib/compose/compose-project.ts'
import { faultsOfBearing } from '../../lib/scale/bearing.ts'

const megabyte = 2 ** 20

/** Two replicas of 200 MB each run; asked is for more or fewer. */
async function faults(
  count: number,
  given: { ports?: string; free?: number; total?: number; fixed?: number } = {},
) {
  const bot = {
    deploy: {
      replicas: given.fixed ?? count,
      resources: { limits: { memory: String(200 * megabyte) } },
    },
    ports: [{ target: 8080, published: given.ports ?? '8180-8189' }],
  }
  const compose = async () =>
    JSON.stringify({ name: 'school', services: { bot, postgres: { command: ['-cmax_connections=140'] } } })
  const project = await readProject({ compose, docker: compose })
  const memory = { total: (given.total ?? 8000) * megabyte, free: (given.free ?? 4000) * megabyte }
  return faultsOfBearing({ count, present: 2, project, env: {}, memory })
}

test('what is borne is borne', async () => {
  assert.deepEqual(await faults(3), [])
  assert.deepEqual(await faults(1, { free: 0 }), [])
})

test('each fault names the setting that would bear it', async () => {
  assert.match((await faults(9)).join(), /140 connections.*set DATABASE_POOL_MAX=/)
  assert.match(
    (await faults(3, { ports: '8180-8182' })).join(),
    /^BOT_PORTS has 3 ports, and 3 replicas take one more/,
  )
  assert.match(
    (await faults(3, { free: 300 })).join(),
    /^2 replicas more, .* 419 MB, and 315 MB are free: .*BOT_MEMORY/,
  )
  assert.match((await faults(3, { total: 700 })).join(), /may take 839 MB, and the machine has 734 MB/)
  assert.match(
    (await faults(3, { fixed: 2 })).join(),
    /fix the bot at 2 replicas, so that BOT_REPLICAS counts for nothing/,
  )
})
