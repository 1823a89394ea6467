import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { readProject } from '../../lib/compose/compose-project.ts'
import type { ComposeConfig } from './compose-config.ts'
import { engineEnv, missingCompose, root } from './engine.ts'

const files = ['docker-compose.yml', 'docker-compose.override.yml', 'deploy/managed-postgres.yml']

function composed(env: Record<string, string>) {
  const command = ['compose', '--env-file', '/dev/null', ...files.flatMap((file) => ['-f', file])]
  return spawnSync('docker', [...command, 'config', '--format', 'json'], {
    ...{ cwd: root, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
    env: { ...engineEnv, ...env },
  })
}

describe('a Postgres that somebody else runs', { skip: missingCompose() }, () => {
  test('is where the bot and its migrations go, with TLS, and nothing waits for one of the stack', async () => {
    const given = { POSTGRES_HOST: 'db.school.example', POSTGRES_PORT: '6432', DATABASE_SSL: 'true' }
    const { status, stdout, stderr } = composed(given)
    assert.equal(status, 0, stderr)
    const { services }: ComposeConfig = JSON.parse(stdout)
    for (const name of ['bot', 'migrate']) {
      const { environment = {}, networks = {} } = services[name] ?? {}
      assert.deepEqual(
        Object.keys(given).map((variable) => environment[variable]),
        Object.values(given),
        name,
      )
      assert.equal(environment['DATABASE_SSL_CA_FILE'], '/run/secrets/database_ssl_ca')
      assert.ok('app' in networks, `${name} has a way out`)
    }
    // by this the scripts know that the database is not theirs to back up, restore or set up
    const compose = async () => stdout
    const { present, dependsOn } = await readProject({ compose, docker: compose })
    const gone = ['postgres', 'wal-archive', 'postgres-exporter', 'glitchtip']
    assert.deepEqual(
      present.filter((name) => gone.includes(name) || dependsOn(name, gone)),
      [],
    )
  })

  test('must be named', () => {
    const { status, stderr } = composed({ POSTGRES_HOST: '' })
    assert.notEqual(status, 0)
    assert.match(stderr, /POSTGRES_HOST.*where the managed Postgres is/)
  })
})
