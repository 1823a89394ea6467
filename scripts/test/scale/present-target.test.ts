import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { faultsOfTarget } from '../../lib/scale/present-target.ts'
import { keepWhatRuns } from '../../lib/scale/run-scale.ts'
import { holdLock } from '../held-lock.ts'
import { engineInMemory } from '../replicas/engine-in-memory.ts'

function folder(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'schoolbot-scale-'))
  t.after(() => rmSync(root, { recursive: true }))
  return root
}

test('of a deploy that has not ended it is told who is at it, and that it was broken off when nobody is', async (t) => {
  const root = folder(t)
  mkdirSync(join(root, '.deploys'))
  writeFileSync(join(root, '.deploys/under-way.json'), '{}')
  const { target } = await engineInMemory([])
  const faults = () => faultsOfTarget({ root, env: { ENVIRONMENT: 'staging' } }, target(2), [])
  assert.deepEqual(faults(), ['a deploy was broken off: ./scripts/deploy.sh staging ends it'])
  const holder = await holdLock(root, 'deploy.sh')
  t.after(() => holder.end())
  assert.deepEqual(faults(), [holder.words])
})

test('a replica that is ill for a moment when more cannot be had does not lower the number for good', async (t) => {
  const root = folder(t)
  writeFileSync(join(root, '.env'), 'BOT_REPLICAS=4\n')
  const { run, said } = await engineInMemory([{}, { health: 'unhealthy' }, {}, { state: 'created' }])
  await keepWhatRuns({ ...run, setup: { ...run.setup, root } })
  assert.equal(readFileSync(join(root, '.env'), 'utf8'), 'BOT_REPLICAS=3\n')
  assert.deepEqual(said, ['3 replicas run, and BOT_REPLICAS=3 is kept in .env'])
})
