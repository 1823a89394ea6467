import assert from 'node:assert/strict'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readProject } from '../../lib/compose/compose-project.ts'
import type { Docker } from '../../lib/compose/docker.ts'
import { createNginxReplicasStep } from '../../lib/init/nginx-replicas.ts'
import { withAddresses } from '../../lib/replicas/front.ts'
import { root } from '../copied-checkout.ts'
import { holdLock } from '../held-lock.ts'
import { createFolderSetup } from './folder-setup.ts'

const template = 'nginx/templates/10-bot.conf.template'
const text = readFileSync(join(root, template), 'utf8')

/** An installation whose nginx has this file. */
async function installation(t: TestContext, given: string) {
  const { folder, setup, ...made } = createFolderSetup({ present: ['nginx'] })
  t.after(() => made[Symbol.dispose]())
  cpSync(join(root, template), join(folder, template))
  const nginx = { file: given }
  const docker: Docker = {
    async docker([verb], { input } = {}) {
      if (verb === 'ps') return 'nginx\n'
      if (input !== undefined) nginx.file = input
      return nginx.file
    },
    compose: async () => JSON.stringify({ name: 'school', services: { nginx: {} } }),
  }
  return { folder, nginx, step: createNginxReplicasStep(setup, docker, await readProject(docker)) }
}

test('an nginx that a killed run has left with some replicas gets all of them again', async (t) => {
  const { nginx, step } = await installation(t, withAddresses(text, ['172.20.0.5']))
  const found = await step.look()
  assert.equal(found.state, 'missing')
  assert.match(found.words, /some of the replicas alone, as a run that was broken off left it/)
  assert.equal((await step.make()).state, 'ready')
  assert.equal(nginx.file, text)
})

test('while a deploy is at work a look finds no fault with what it does to nginx', async (t) => {
  const { folder, step } = await installation(t, withAddresses(text, ['172.20.0.5']))
  const holder = await holdLock(folder, 'deploy.sh')
  t.after(() => holder.end())
  const found = await step.look()
  assert.deepEqual([found.state, found.words.includes('deploy.sh (process ')], ['ready', true])
})
