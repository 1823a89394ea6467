import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeployRun } from '../../lib/deploy/deploy-run.ts'
import { passGate } from '../../lib/deploy/gate.ts'
import { type Bot, engineInMemory } from '../replicas/engine-in-memory.ts'

/** The replicas of the engine were started at eight. */
const [atSeven, atNine] = ['07', '09'].map((hour) => new Date(`2026-12-01T${hour}:00:00Z`)) as [Date, Date]

interface Begun {
  at: Date
  bot?: Partial<Bot>
  /** What a replica says it had, each time that it is asked. */
  errors?: number[]
}

/** Of a deploy that was begun then, whose replicas answer. */
async function gate({ at, bot = {}, errors = [0] }: Begun): Promise<void> {
  const engine = await engineInMemory([bot])
  const inMemory = engine.run.docker
  const docker: DeployRun['docker'] = {
    ...inMemory,
    docker: async (args, options) => (args[0] === 'exec' ? 'exit 0\n' : inMemory.docker(args, options)),
  }
  const fetch = async (url: string) => {
    if (!url.endsWith('/metrics')) return new Response('{"version":"1"}')
    const [now = 0] = errors.length > 1 ? errors.splice(0, 1) : errors
    return new Response(`bot_errors_total ${now}\n`)
  }
  const setup = { ...engine.run.setup, fetch, env: { DEPLOY_WATCH_SECONDS: '0' } }
  await passGate({ ...engine.run, docker, steadyDocker: docker, setup, at }, engine.target(1))
}

test('a new version that has had errors does not stay, nor one that was started again', async () => {
  await gate({ at: atSeven, errors: [3] })
  await assert.rejects(gate({ at: atSeven, errors: [4] }), /has had 4 errors already/)
  await assert.rejects(gate({ at: atSeven, bot: { restarts: 1 } }), /ended and was started again/)
})

test('what a replica that may stay had before the deploy says nothing against it', async () => {
  await gate({ at: atNine, bot: { restarts: 2 }, errors: [100] })
})

test('what it has since does', async () => {
  await assert.rejects(gate({ at: atNine, errors: [100, 105] }), /has had 5 errors already/)
})
