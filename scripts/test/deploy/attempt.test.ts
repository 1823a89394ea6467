import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { makeAttempt } from '../../lib/deploy/attempt.ts'
import type { DeployRun } from '../../lib/deploy/deploy-run.ts'
import { deployTexts } from '../../lib/deploy/deploy-texts.ts'
import { appendHistory, type HistoryLine, readHistory } from '../../lib/deploy/history.ts'
import { historyLines } from '../../lib/deploy/history-lines.ts'
import { composeFileOf, keepComposeFile } from '../../lib/deploy/releases.ts'
import { markUnderWay } from '../../lib/deploy/under-way.ts'
import { RolledBackError } from '../../lib/steps/exit-code.ts'
import { StepError } from '../../lib/steps/step.ts'
import { type EngineInMemory, engineInMemory } from '../replicas/engine-in-memory.ts'

const release = '20261130-083000Z'
const begun = { kind: 'deploy', release: '20261201-090000Z', environment: 'prod' } as const
const secret = 'correct-horse-battery'

/** An installation with two replicas of one release, and what Compose has of it today. */
async function school(
  t: TestContext,
  { kind, hash }: { kind: HistoryLine['kind']; hash: string },
): Promise<{ engine: EngineInMemory; run: DeployRun }> {
  const root = mkdtempSync(join(tmpdir(), 'schoolbot-attempt-'))
  t.after(() => rmSync(root, { recursive: true }))
  const secretsDir = join(root, 'secrets')
  mkdirSync(secretsDir)
  writeFileSync(join(secretsDir, 'telegram_token'), secret)
  mkdirSync(join(root, 'nginx/templates'), { recursive: true })
  writeFileSync(join(root, 'nginx/templates/10-bot.conf.template'), 'server bot:8080 resolve;\n')
  const engine = await engineInMemory([{}, {}])
  const inMemory = engine.run.docker
  const docker: DeployRun['docker'] = {
    ...inMemory,
    async docker(args, options) {
      if (args.includes('--hash')) return `bot ${hash}\n`
      if (args.includes('json')) return '{"services":{"bot":{"image":"schoolbot/bot:local"}}}'
      return inMemory.docker(args, options)
    },
  }
  const setup = { ...engine.run.setup, root, secretsDir, env: { NOTIFY_TELEGRAM: 'false' } }
  const run = { ...engine.run, docker, steadyDocker: docker, setup, at: new Date('2026-12-01T09:00:00Z') }
  await keepComposeFile(setup, release)
  appendHistory(root, {
    ...{ kind, release, outcome: 'done', environment: 'prod', version: 'v1', image: 'sha256:old' },
    ...{ begunAt: '2026-11-30T08:30:00Z', endedAt: '2026-11-30T08:31:00Z', migrations: [] },
  })
  return { engine, run }
}

test('no secret gets into the history or the last words, whoever printed it', async (t) => {
  const { run } = await school(t, { kind: 'deploy', hash: 'hash' })
  const failed = makeAttempt(run, begun, async () => {
    throw new StepError(`no way in with ${secret}`)
  })
  await assert.rejects(failed, (error: unknown) => {
    assert.ok(error instanceof RolledBackError)
    assert.match(error.message, /no way in with <secret>; 20261130-083000Z is in service/)
    return true
  })
  assert.equal(readHistory(run.setup.root).at(-1)?.reason, 'no way in with <secret>')
})

test('the last line says why a migration failed, in the words of the log and no more of it', async (t) => {
  const { run } = await school(t, { kind: 'deploy', hash: 'hash' })
  const logged = JSON.stringify({ level: 'fatal', err: { code: '22P02' }, msg: '0011_rooms failed' })
  const reason = `docker compose run: \n    one more line\n    ${logged}`
  const failed = makeAttempt(run, begun, async () => {
    throw new StepError(reason)
  })
  await assert.rejects(
    failed,
    /\(begun\): docker compose run: 0011_rooms failed \(22P02\); 20261130-083000Z is/,
  )
  const [line] = readHistory(run.setup.root).slice(-1)
  assert.ok(line)
  assert.equal(line.reason, reason)
  assert.match(historyLines([line]).join('\n'), /begun: docker compose run: 0011_rooms failed \(22P02\)$/)
  const told = deployTexts.returned({ host: 'school-1', project: 'school', environment: 'prod' }, line)
  assert.match(told, /Причина: docker compose run: \n {4}one more line\n0011_rooms failed \(22P02\)/)
})

test('what a deploy that was killed did to the schema is in the history, for the way back', async (t) => {
  const { run } = await school(t, { kind: 'deploy', hash: 'hash' })
  const [migrations, contracts] = [['0011_rooms'], ['0011_rooms.sql:1 drop column']]
  const killed = { kind: 'deploy' as const, release: '20261201-083000Z', begunAt: 'then', step: 'migrations' }
  markUnderWay(run.setup.root, { ...killed, migrations, contracts, backup: 'schoolbot_then' })
  await makeAttempt(run, begun, async () => true)
  const line = readHistory(run.setup.root).find((one) => one.release === killed.release)
  assert.deepEqual(
    [line?.outcome, line?.migrations, line?.contracts, line?.backup],
    ['failed', migrations, contracts, 'schoolbot_then'],
  )
})

test('when the files of the release in service are lost, what runs is kept under another name', async (t) => {
  const { run } = await school(t, { kind: 'deploy', hash: 'hash' })
  rmSync(join(run.setup.root, '.deploys', release), { recursive: true })
  await makeAttempt(run, begun, async () => true)
  const found = readHistory(run.setup.root).find(({ kind }) => kind === 'found')
  assert.equal(found?.image, 'sha256:old')
  assert.ok(existsSync(composeFileOf(run.setup.root, found.release)))
})

test('what was started by hand with settings that nobody kept serves on when nothing of it was exchanged', async (t) => {
  const { engine, run } = await school(t, { kind: 'found', hash: 'of-today' })
  const failed = makeAttempt(run, begun, async (attempt) => {
    attempt.touched = true
    throw new StepError('the new one does not come up')
  })
  await assert.rejects(failed, RolledBackError)
  assert.deepEqual(
    engine.bots.map(({ number, state }) => [number, state]),
    [
      [1, 'running'],
      [2, 'running'],
    ],
  )
  assert.equal(readHistory(run.setup.root).at(-1)?.outcome, 'returned')
})

test('what was not touched is in service when a replica of it runs, and otherwise not', async (t) => {
  const { engine, run } = await school(t, { kind: 'deploy', hash: 'hash' })
  const project = { ...run.project, replicasOf: () => 2 }
  for (const bot of engine.bots) bot.state = 'exited'
  const failed = makeAttempt({ ...run, project }, begun, async () => {
    throw new StepError('no image')
  })
  await assert.rejects(failed, (error: unknown) => {
    assert.ok(error instanceof StepError && !(error instanceof RolledBackError))
    assert.match(error.message, /no image; .*no replica of it runs/)
    return true
  })
  assert.equal(readHistory(run.setup.root).at(-1)?.outcome, 'failed')
})
