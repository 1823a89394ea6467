import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ComposeProject } from '../../lib/compose/compose-project.ts'
import type { Docker } from '../../lib/compose/docker.ts'
import { createServicesStep } from '../../lib/init/running-stack.ts'
import { StepError } from '../../lib/steps/step.ts'
import { createFolderSetup } from './folder-setup.ts'

const project: ComposeProject = {
  name: 'school',
  present: ['redis', 'prometheus'],
  replicasOf: () => 1,
  dependsOn: () => false,
  urlOf: () => 'http://127.0.0.1:47',
  mountedFiles: [],
  maxConnections: undefined,
  glitchTipPool: 0,
  volumeOf: () => undefined,
  networkOf: () => undefined,
  imageOf: () => '',
  memoryOf: () => undefined,
  portsOf: () => undefined,
}

/** An engine in which redis runs and prometheus is what the test says. */
function engine(prometheus: {
  state: string
  health?: string
  refusal?: string
  /** Of its settings by now. */
  hash?: string
  /** What it says of its files. */
  complaint?: string
}) {
  const calls: string[] = []
  const { state } = prometheus
  const health = new Map([
    ['redis', 'healthy'],
    ['prometheus', prometheus.health],
  ])
  const inspected = (service: string) => {
    const status = health.get(service)
    return {
      Id: service,
      Config: { Labels: { 'com.docker.compose.service': service, 'com.docker.compose.config-hash': 'same' } },
      State: {
        Status: service === 'redis' ? 'running' : state,
        StartedAt: '2026-01-01T00:00:00Z',
        ...(status === undefined ? {} : { Health: { Status: status } }),
      },
      Mounts: [],
    }
  }
  const docker: Docker = {
    async docker(args) {
      if (args[0] !== 'inspect') calls.push(args.join(' '))
      if (args[0] === 'restart') health.set('prometheus', 'healthy')
      return args[0] === 'inspect' ? JSON.stringify(args.slice(1).map(inspected)) : ''
    },
    async compose(args) {
      if (args[0] === 'ps') return 'redis\nprometheus\n'
      if (args[0] === 'config') return `redis same\nprometheus ${prometheus.hash ?? 'same'}\n`
      if (args[0] === 'run' && prometheus.complaint) throw new StepError(prometheus.complaint)
      if (args[0] === 'up') calls.push(args.join(' '))
      if (args[0] === 'up' && prometheus.refusal) throw new StepError(prometheus.refusal)
      return args[0] === 'logs' ? 'redis-1 | all is well' : ''
    },
  }
  return { docker, calls }
}

for (const refusal of [
  'failed to bind host port for 127.0.0.1:9090:172.18.0.7:9090/tcp: address already in use',
  'Bind for 127.0.0.1:9090 failed: port is already allocated',
]) {
  test(`a taken port is told, and not the last words of others: ${refusal.slice(0, 12)}`, async () => {
    using installation = createFolderSetup({})
    const { docker } = engine({ state: 'created', refusal })
    const setup = { ...installation.setup, compose: docker.compose }
    await assert.rejects(createServicesStep(setup, docker, project).make(), {
      message: '127.0.0.1:9090 is taken by another program: stop that, or set another port in .env',
    })
  })
}

test('what is unhealthy is started again, for Compose does not wait for it', async () => {
  using installation = createFolderSetup({})
  const { docker, calls } = engine({ state: 'running', health: 'unhealthy' })
  const setup = { ...installation.setup, compose: docker.compose }
  const step = createServicesStep(setup, docker, project)
  assert.equal((await step.look()).words, 'not running or not healthy: prometheus')
  assert.equal((await step.make()).state, 'ready')
  assert.deepEqual(
    calls.map((call) => call.split(' ')[0]),
    ['restart', 'up'],
  )
})

test('what runs is not made anew for new settings while its files are wrong', async () => {
  using installation = createFolderSetup({})
  const running = { state: 'running', health: 'healthy', hash: 'new' }
  const wrong = engine({
    ...running,
    complaint: 'docker compose run: FAILED: rules/data.yml: 23:15: parse error',
  })
  const step = ({ docker }: typeof wrong) =>
    createServicesStep({ ...installation.setup, compose: docker.compose }, docker, project)
  assert.equal((await step(wrong).look()).words, 'running with older settings: prometheus')
  await assert.rejects(step(wrong).make(), {
    message:
      'prometheus must be started again and would not come up: put right rules/data.yml: 23:15: parse error',
  })
  assert.deepEqual(wrong.calls, [])
  for (const complaint of [undefined, 'Error response from daemon: No such image']) {
    const sound = engine({ ...running, ...(complaint === undefined ? {} : { complaint }) })
    await step(sound).make()
    assert.match(sound.calls.join(), /^up --detach/)
  }
})
