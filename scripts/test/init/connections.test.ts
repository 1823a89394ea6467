import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ComposeProject } from '../../lib/compose/compose-project.ts'
import { readProject } from '../../lib/compose/compose-project.ts'
import type { Docker } from '../../lib/compose/docker.ts'
import { besideTheBot, besideThePool, connectionWarnings } from '../../lib/settings/connections.ts'
import { root } from '../copied-checkout.ts'

const text = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')

/** What Compose makes of these services. */
async function projectOf(services: object): Promise<ComposeProject> {
  const compose = async () => JSON.stringify({ name: 'school', services })
  const docker: Docker = { compose, docker: compose }
  return readProject(docker)
}

/** All that connects, as docker-compose.yml has it. */
const school = (replicas: number, command: string[] = ['postgres', '-cmax_connections=140']) =>
  projectOf({
    bot: { deploy: { replicas } },
    postgres: { command },
    'postgres-exporter': {},
    grafana: {},
    glitchtip: { environment: { DATABASE_POOL_MAX_SIZE: '10' } },
  })

test('as many replicas as Postgres has connections for are not warned of', async () => {
  assert.deepEqual(connectionWarnings(await school(2), {}), [])
  assert.deepEqual(connectionWarnings(await school(4), {}), [])
  assert.deepEqual(connectionWarnings(await school(9), { DATABASE_POOL_MAX: '10' }), [])
})

test('more than that is warned of, with a pool that fits', async () => {
  const [warning = ''] = connectionWarnings(await school(6), {})
  assert.match(warning, /^Postgres takes 140 connections and up to 169 may be wanted: 6 replicas/)
  assert.match(warning, /20 of DATABASE_POOL_MAX and 1 each, and 22 of all others; set DATABASE_POOL_MAX=15$/)
  assert.deepEqual(connectionWarnings(await school(6), { DATABASE_POOL_MAX: '14' }), [])
})

test('where no pool would fit, fewer replicas are advised', async () => {
  const project = await school(20)
  const [warning = ''] = connectionWarnings(project, {})
  assert.match(warning, /set BOT_REPLICAS=12 and DATABASE_POOL_MAX=8, or raise max_connections/)
  const [tiny = ''] = connectionWarnings(await school(1, ['postgres', '-cmax_connections=30']), {})
  assert.match(tiny, /of all others; raise max_connections in docker-compose\.yml$/)
  assert.deepEqual(connectionWarnings(await school(11), { DATABASE_POOL_MAX: '8' }), [])
})

test('who is not there needs no connections, and who has another Postgres knows it best', async () => {
  const alone = await projectOf({ bot: { deploy: { replicas: 5 } }, postgres: {}, grafana: { scale: 0 } })
  assert.match(connectionWarnings(alone, {})[0] ?? '', /takes 100 connections and up to 130/)
  const elsewhere = await projectOf({ bot: { deploy: { replicas: 50 } } })
  assert.deepEqual(connectionWarnings(elsewhere, {}), [])
})

test('the last word on the command line of Postgres counts', async () => {
  const command = ['postgres', '-c', 'max_connections=50', '--max-connections=60']
  assert.equal((await school(2, command)).maxConnections, 60)
})

test('the count is that of the sources', () => {
  const limits = text('postgres', 'init', '10-databases.sh')
  const limitOf = (role: string) =>
    Number(new RegExp(`alter role ${role} login .*connection limit (\\d+)`).exec(limits)?.[1])
  assert.equal(limitOf('grafana_reader'), besideTheBot.grafana)
  assert.equal(limitOf('postgres_exporter'), besideTheBot.exporter)
  // one session each, beside the pools of the application
  assert.equal(
    text('bot', 'src', 'platform', 'migrate.ts').match(/new pg\.Client\(/g)?.length,
    besideTheBot.migrate,
  )
  assert.equal(
    text('bot', 'src', 'telegram', 'presence.ts').match(/new pg\.Client\(/g)?.length,
    besideThePool,
  )
  assert.match(text('bot', 'src', 'app.ts'), /max: config\.database\.poolMax - workerPoolMax/)
  const compose = text('docker-compose.yml')
  assert.doesNotMatch(compose, /superuser_reserved_connections/)
  assert.match(compose, /-cmax_connections=\d+\n/)
  assert.match(compose, /DATABASE_POOL_MAX_SIZE: \d+\n/)
})
