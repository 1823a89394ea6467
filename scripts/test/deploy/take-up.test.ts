import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeployRun } from '../../lib/deploy/deploy-run.ts'
import { letServicesRead } from '../../lib/deploy/take-up.ts'
import { StepError } from '../../lib/steps/step.ts'
import { engineInMemory } from '../replicas/engine-in-memory.ts'

/** Services cannot be asked whether they have read their files. */
async function run(): Promise<{ run: DeployRun; said: string[] }> {
  const engine = await engineInMemory([])
  const compose = async () => {
    throw new StepError('a file is wrong')
  }
  const docker = { ...engine.run.docker, compose }
  return { run: { ...engine.run, docker, steadyDocker: docker, at: new Date() }, said: engine.said }
}

test('a wrong file of the checkout stops a deploy', async () => {
  await assert.rejects(letServicesRead((await run()).run, { kind: 'deploy' }), /a file is wrong/)
})

test('and no way back, which has its own files', async () => {
  const { run: back, said } = await run()
  await letServicesRead(back, { kind: 'rollback' })
  assert.deepEqual(said, ['warning: a file is wrong'])
})
