import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { freshTargetOf, targetOf } from '../../lib/deploy/release-compose.ts'
import { engineInMemory } from '../replicas/engine-in-memory.ts'

test('a secret that was written by a clock ahead of today’s keeps no replica from being fresh', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-fresh-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'telegram_token')
  writeFileSync(file, 'token')
  const { run } = await engineInMemory([])
  const container = {
    ...{ Id: 'bot-1', Config: { Labels: {} }, State: { Status: 'running', StartedAt: '' } },
    Mounts: [{ Type: 'bind', Source: file, Destination: '/run/secrets/telegram_token' }],
  }
  const docker = {
    ...run.docker,
    compose: async () => 'bot-1\n',
    docker: async ([verb]: readonly string[]) =>
      verb === 'inspect' ? JSON.stringify([container]) : 'bot hash\n',
  }
  const fresh = () =>
    freshTargetOf({ ...run, docker, steadyDocker: docker, at: new Date() }, { id: 'any', image: 'sha256:1' })
  assert.ok((await fresh()).notBefore! <= new Date())
  const yesterday = Date.now() - 86_400_000
  t.mock.timers.enable({ apis: ['Date'], now: yesterday })
  assert.equal((await fresh()).notBefore?.getTime(), yesterday)
})

test('Compose may take minutes for a replica, as on a slow machine', async () => {
  const { run } = await engineInMemory([])
  let bound = 0
  const docker = {
    ...run.docker,
    docker: async (_: readonly string[], { withinMs = 120_000 } = {}) => {
      bound = withinMs
      return 'bot hash\n'
    },
  }
  const release = { id: '20261201-083000Z', image: 'sha256:1' }
  const target = await targetOf({ ...run, docker, steadyDocker: docker, at: new Date() }, release)
  await target.up(['up', 'bot'])
  assert.equal(bound, 300_000)
})
