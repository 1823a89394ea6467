import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { environment, secretNames } from '../../../bot/src/config.ts'
import { givenSecrets, writeStackSecrets } from '../../lib/settings/stack-secrets.ts'
import { type ComposeService, readCompose } from './compose-config.ts'
import { engineEnv, missingCompose, root } from './engine.ts'

const FORMS = {
  'the real thing': [],
  'the base alone': ['-f', 'docker-compose.yml'],
  development: ['-f', 'docker-compose.yml', '-f', 'docker-compose.dev.yml'],
  'with the profile of containers': ['--profile', 'containers'],
}
const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe('the Compose files', { skip: missingCompose() }, () => {
  for (const [form, args] of Object.entries(FORMS)) {
    test(`${form}: Compose has nothing to say against it`, () => {
      const command = ['compose', '--env-file', '/dev/null', ...args, 'config', '--quiet']
      const { status, stderr } = spawnSync('docker', command, { cwd: root, env: engineEnv, encoding: 'utf8' })
      assert.deepEqual({ status, stderr }, { status: 0, stderr: '' })
    })
  }

  const { services, secrets, networks } = readCompose('--profile', 'containers')
  const forEach = (check: (service: ComposeService) => unknown, except: readonly string[] = []) =>
    assert.deepEqual(
      Object.keys(services).filter((name) => services[name] && !check(services[name])),
      except,
    )

  test('every image is pinned to a version', () => {
    forEach(
      ({ image }) =>
        /:v?\d+\.\d+(\.\d+)?(-[a-z]+)?(@sha256:[0-9a-f]{64})?$/.test(image ?? '') ||
        image?.startsWith('schoolbot/'),
    )
  })

  test('every service is held: rights, memory, processes, logs', () => {
    forEach(({ cap_drop }) => cap_drop?.includes('ALL'))
    forEach(({ security_opt }) => security_opt?.includes('no-new-privileges:true'))
    forEach(({ read_only }) => read_only, ['glitchtip'])
    forEach(({ deploy }) => deploy?.resources?.limits?.memory && deploy.resources.limits.pids)
    forEach(({ logging }) => logging?.options?.['max-size'])
    // what is not "always" stays down after a crash of the engine; migrate ends
    forEach(({ restart }) => restart === 'always', ['migrate'])
    // the images of these name a user themselves; cAdvisor must look at all of the machine
    forEach(({ user }) => user, ['bot', 'cadvisor', 'glitchtip', 'migrate'])
  })

  test('every folder in memory has a size, and all of a service fit into its memory', () => {
    const mebibytes = (tmpfs: string) => Number(/[:,]size=(\d+)m(?:,|$)/.exec(tmpfs)?.[1])
    forEach(({ tmpfs = [], deploy }) => {
      const sizes = tmpfs.map(mebibytes).reduce((sum, size) => sum + size, 0)
      return sizes <= Number(deploy?.resources?.limits?.memory) / 1024 ** 2 / 4
    })
    // Swarm has them as volumes and mounts of its own
    const stack = read('deploy/swarm/stack.yml')
    const owned = [...stack.matchAll(/^ +o: (.*)$/gm)].map(([, options = '']) => options)
    assert.ok(owned.length >= 5 && owned.every((options) => mebibytes(`:${options}`) > 0), owned.join(' '))
    const mounts = stack.match(/type: tmpfs\n +target: .*\n(?! +tmpfs:\n +size: \d+)/g)
    assert.deepEqual(mounts, null)
  })

  test('what keeps data for long keeps so much and no more', () => {
    const words = (name: string) => (services[name]?.command ?? []).join(' ')
    assert.match(words('prometheus'), /--storage\.tsdb\.retention\.size=\d+GB/)
    assert.match(words('redis'), /--maxmemory \d+mb/)
    assert.match(words('postgres'), /-cmax_slot_wal_keep_size=\d+GB/)
    forEach(({ logging }) => Number(logging?.options?.['max-file']) <= 5)
  })

  test('every service can say whether it is well', () => {
    // the bot's check is in its image; nginx-exporter's image has no program to ask with; migrate ends
    forEach(({ healthcheck }) => healthcheck?.test, ['bot', 'migrate', 'nginx-exporter'].sort())
    assert.match(read('bot/Dockerfile'), /^HEALTHCHECK /m)
  })

  test('the limits of memory add up to the 2 GB of the guide', () => {
    const counted = Object.entries(services).filter(([name]) => !['migrate', 'cadvisor'].includes(name))
    const total = counted.reduce(
      (sum, [, { deploy }]) => sum + Number(deploy?.resources?.limits?.memory) * (deploy?.replicas ?? 1),
      0,
    )
    assert.ok(total <= 2048 * 1024 * 1024, `${total / 1024 / 1024} MiB`)
  })

  test('Grafana runs the data sources that are provisioned, no others, and has room for them', () => {
    const { environment = {}, deploy } = services['grafana'] ?? {}
    const asked = [...read('grafana/provisioning/datasources/datasources.yml').matchAll(/^ +type: *(\S+)$/gm)]
    const disabled = (environment['GF_PLUGINS_DISABLE_PLUGINS'] ?? '').split(',')
    assert.deepEqual(asked.map(([, type]) => `${type}`).sort(), [
      'grafana-postgresql-datasource',
      'prometheus',
    ])
    assert.ok(disabled.length >= 11 && disabled.every((id) => /^[a-z-]+$/.test(id)), disabled.join())
    for (const [, type = ''] of asked) assert.ok(!disabled.includes(type), type)
    const mebibytes = Number(deploy?.resources?.limits?.memory) / 1024 ** 2
    const ofItself = Number(/^(\d+)MiB$/.exec(environment['GOMEMLIMIT'] ?? '')?.[1])
    assert.ok(mebibytes - ofItself >= asked.length * 2 * 38, `${ofItself} of ${mebibytes} MiB`)
  })

  test('only nginx is published to the outside, and the data cannot be reached from there', () => {
    forEach(({ ports }) => (ports ?? []).every(({ host_ip }) => host_ip === '127.0.0.1'), ['nginx'])
    assert.equal(networks['data']?.internal, true)
    for (const name of ['postgres', 'redis'])
      assert.deepEqual(Object.keys(services[name]?.networks ?? {}), ['data'])
  })

  test('nginx and the bot share one network, so that each replica has one address', () => {
    const common = Object.keys(services['nginx']?.networks ?? {}).filter(
      (name) => name in (services['bot']?.networks ?? {}),
    )
    assert.deepEqual(common, ['app'])
  })

  test('the bot gets every variable it reads, and its secrets as files', () => {
    const given = services['bot']?.environment ?? {}
    const absent = Object.keys(environment.shape).filter(
      (name) => !(name in given || `${name}_FILE` in given),
    )
    // its parts are given, in a network of its own; the name of a container is the name of a replica
    assert.deepEqual(absent, ['DATABASE_URL', 'BOT_INSTANCE_ID'])
    assert.deepEqual(
      secretNames.filter((name) => name in given),
      [],
    )
  })

  test('every secret that is mounted is written, readable for all in a folder for one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'schoolbot-secrets-'))
    try {
      const written = writeStackSecrets(folder, {})
      const wanted = Object.keys(secrets)
      assert.deepEqual(
        wanted.filter((name) => !written.includes(name)),
        [],
      )
      assert.deepEqual(writeStackSecrets(folder, {}), [], 'a second time nothing changes')
      assert.deepEqual(writeStackSecrets(folder, { TELEGRAM_TOKEN: '1:new' }), ['telegram_token'])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

test('.env.example lists exactly what Compose and the scripts alone read, below what the bot reads', () => {
  const files = ['docker-compose.yml', 'docker-compose.override.yml', 'docker-compose.dev.yml']
    .map(read)
    .join('\n')
  const named = [...files.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name = '']) => name)
  const forScripts = [
    ...[
      'GLITCHTIP_ADMIN_EMAIL',
      'NOTIFY_TELEGRAM',
      'RUN_TESTS',
      'BACKUP_BEFORE_DEPLOY',
      'DEPLOY_WATCH_SECONDS',
      'POSTGRES_REPLICAS',
      'REDIS_REPLICAS',
    ],
    ...['BACKUP_DIR', 'BACKUP_AGE_RECIPIENT', 'BACKUP_ENCRYPT', 'BACKUP_RESTIC_REPOSITORY'],
    ...['BACKUP_RESTIC_PASSWORD', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'BACKUP_SSH_DIR'],
    ...['BACKUP_PING_URL', 'KEEP_DAYS', 'KEEP_WEEKS', 'KEEP_MONTHS', 'KEEP_REPLACED_DAYS'],
  ]
  const wanted = new Set([...named, ...givenSecrets.map(([, variable]) => variable), ...forScripts])
  const [, below = ''] = read('.env.example').split('# === Only for docker compose')
  const listed = [...below.matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name)
  assert.deepEqual(listed.sort(), [...wanted].filter((name) => !(name in environment.shape)).sort())
})
