import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { appendHistory } from '../../lib/deploy/history.ts'
import { readStatus } from '../../lib/deploy/status.ts'
import { markUnderWay } from '../../lib/deploy/under-way.ts'
import { holdLock } from '../held-lock.ts'
import { type Bot, engineInMemory } from '../replicas/engine-in-memory.ts'

/** What differs from the release that was put into service, when these run and as many shall. */
async function differences(
  t: TestContext,
  bots: readonly Partial<Bot>[],
  prepare: (root: string) => void | Promise<void> = () => undefined,
): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'schoolbot-status-'))
  t.after(() => rmSync(root, { recursive: true }))
  await prepare(root)
  mkdirSync(join(root, 'nginx/templates'), { recursive: true })
  writeFileSync(join(root, 'nginx/templates/10-bot.conf.template'), '')
  appendHistory(root, {
    ...{ kind: 'deploy', release: '20261130-083000Z', outcome: 'done', environment: 'prod', version: 'v1' },
    ...{ image: 'sha256:old', begunAt: '', endedAt: '', migrations: [] },
  })
  const { run } = await engineInMemory(bots)
  const compose = async (args: readonly string[]) => (args.includes('--hash') ? 'bot hash\n' : '')
  const docker = { ...run.docker, compose }
  const project = { ...run.project, replicasOf: () => bots.length }
  const setup = { ...run.setup, root, compose }
  const at = new Date()
  return (await readStatus({ ...run, docker, steadyDocker: docker, project, setup, at })).differences
}

test('replicas of the release that are well differ in nothing, also when its Compose file is lost', async (t) => {
  assert.deepEqual(await differences(t, [{}, {}]), [])
})

test('one that is ill, or stopped, is named', async (t) => {
  assert.deepEqual(await differences(t, [{}, { health: 'unhealthy' }, { state: 'exited' }]), [
    'not well: school-bot-2 (unhealthy), school-bot-3 (exited): docker compose logs bot',
  ])
})

test('one of another image is named', async (t) => {
  assert.deepEqual(await differences(t, [{}, { image: 'sha256:new' }]), ['of another image: school-bot-2'])
})

test('a deploy at work is told with who is at it, and only one that nobody is at was broken off', async (t) => {
  const begin = (root: string) => {
    const [step, release] = ['replicas', '20261201-083000Z']
    const begun = { kind: 'deploy' as const, release, begunAt: '', step, backup: undefined }
    markUnderWay(root, { ...begun, migrations: [], contracts: [] })
  }
  const brokenOff = await differences(t, [{}], begin)
  assert.deepEqual(brokenOff, ['the deploy 20261201-083000Z was broken off (replicas)'])
  let words = ''
  const atWork = await differences(t, [{}], async (root) => {
    begin(root)
    const holder = await holdLock(root, 'deploy.sh')
    words = holder.words
    t.after(() => holder.end())
  })
  assert.deepEqual(atWork, [`${words}: ask again when it has ended`])
})
