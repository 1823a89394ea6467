import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeployRun } from '../../lib/deploy/deploy-run.ts'
import { pendingIn } from '../../lib/deploy/schema.ts'
import { engineInMemory } from '../replicas/engine-in-memory.ts'

/** What a new version says of a database that is not ours. */
async function pending(printed: string) {
  const { run } = await engineInMemory([])
  const asked: { args: readonly string[]; env: Readonly<Record<string, string>> | undefined }[] = []
  const docker: DeployRun['docker'] = {
    ...run.docker,
    async docker(args, { env } = {}) {
      asked.push({ args, env })
      return printed
    },
  }
  const image = 'schoolbot/bot:school-20261201-083000Z'
  const names = await pendingIn({ ...run, docker, steadyDocker: docker, at: new Date() }, image)
  return { names, asked }
}

test('of a Postgres elsewhere the new version itself says what is due, so that it is judged and remembered', async () => {
  const { names, asked } = await pending(
    'applied  0001_people  2026-11-01T08:00:00.000Z\npending  0002_rooms\nunknown  0003_later  2026-11-02\nexit 1\n',
  )
  assert.deepEqual(names, ['0002_rooms'])
  assert.ok(asked[0]?.args.includes('migrate'))
  assert.deepEqual(asked[0]?.env, { BOT_IMAGE: 'schoolbot/bot', BOT_VERSION: 'school-20261201-083000Z' })
})

test('when it cannot be asked nothing counts as judged', async () => {
  await assert.rejects(
    pending('no way to the database\nexit 1\n'),
    /does not say which.*no way to the database/,
  )
  await assert.rejects(
    pending('{"level":"fatal","err":{"type":"Error"},"msg":"Postgres shows a certificate"}\nexit 1\n'),
    /which migrations it has had: Postgres shows a certificate$/,
  )
})
