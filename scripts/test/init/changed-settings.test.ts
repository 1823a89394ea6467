import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readProject } from '../../lib/compose/compose-project.ts'
import type { Container } from '../../lib/compose/containers.ts'
import type { Docker } from '../../lib/compose/docker.ts'
import { olderOfTheOperator } from '../../lib/init/changed-settings.ts'
import { createFolderSetup } from './folder-setup.ts'

const services = { bot: {}, nginx: {}, 'nginx-exporter': { depends_on: { nginx: {} } }, redis: {} }

const compose: Docker['compose'] = async (args) =>
  args.includes('--hash')
    ? Object.keys(services)
        .map((name) => `${name} of-today\n`)
        .join('')
    : JSON.stringify({ name: 'school', services })

const container = (service: string, configHash: string, state = 'running'): Container => ({
  ...{ id: service, service, state, health: undefined, startedAt: new Date(), binds: [], configHash },
})

test('what `up` alone brings to the settings of today is named once each, with who waits for nginx', async () => {
  using installation = createFolderSetup({})
  const setup = { ...installation.setup, compose }
  const project = await readProject({ compose, docker: compose })
  const older = (containers: Container[]) => olderOfTheOperator(setup, project, containers)
  assert.deepEqual(
    await older([
      container('bot', 'of-before'),
      container('bot', 'of-before'),
      container('nginx', 'of-today'),
      container('nginx-exporter', 'of-before'),
      // the set-up makes it anew itself
      container('redis', 'of-before'),
      // part of no profile that is asked for
      container('cadvisor', 'of-before'),
    ]),
    ['bot', 'nginx-exporter'],
  )
  assert.deepEqual(await older([container('nginx', 'of-before', 'exited')]), [])
})
