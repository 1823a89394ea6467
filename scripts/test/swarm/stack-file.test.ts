import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { readComposeFile } from '../../../deploy/swarm/compose-file.ts'
import { stackOf } from '../../../deploy/swarm/stack-file.ts'
import { stackText } from '../../../deploy/swarm/stack-text.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const compose = readComposeFile(root)

interface StackService {
  [key: string]: unknown
  image: string
  environment?: Record<string, string>
  ports?: { target: number; mode: string }[]
  volumes?: { type: string; source?: string; target: string }[]
  secrets?: { source: string; target: string }[]
  deploy: {
    mode?: string
    replicas?: string | number
    endpoint_mode: string
    placement?: { constraints: string[] }
    update_config: Record<string, unknown>
    resources: unknown
  }
}
type Named = Record<string, { name: string }>
const stack: { services: Record<string, StackService>; secrets: Named; configs: Named } = parse(
  readFileSync(join(root, 'deploy', 'swarm', 'stack.yml'), 'utf8'),
)
const services = Object.entries(stack.services)
const isInMemory = ({ type, source }: { type: string; source?: string }) =>
  type === 'tmpfs' || (source?.startsWith('memory-of-') ?? false)

test('stack.yml is what docker-compose.yml, its override and nginx/ make of it: npm run swarm', () => {
  assert.equal(readFileSync(join(root, 'deploy', 'swarm', 'stack.yml'), 'utf8'), stackText(root))
})

/** What Compose fixes and a Swarm may have elsewhere. */
const fixed = (name: string) => (name === 'bot' ? { POSTGRES_HOST: 'postgres', POSTGRES_PORT: 5432 } : {})

test('every service of the stack has the image, settings and limits that it has in Compose', () => {
  for (const [name, service] of services) {
    const original = compose.services[name]
    assert.ok(original, name)
    assert.deepEqual({ ...service.environment, ...fixed(name) }, original['environment'] ?? {}, name)
    for (const key of ['image', 'command', 'user', 'healthcheck', 'cap_drop', 'read_only'])
      assert.deepEqual(service[key], original[key], `${name}: ${key}`)
    assert.deepEqual(service.deploy.resources, original.deploy?.resources, `${name}: limits`)
    const secrets = (service.secrets ?? []).map(({ source }) => source)
    assert.deepEqual(
      secrets.filter((source) => !source.startsWith('nginx_')),
      original.secrets ?? [],
      name,
    )
  }
})

test('only the job of the schema and what is a profile of its own are left out', () => {
  const left = Object.keys(compose.services).filter((name) => !(name in stack.services))
  assert.deepEqual(left.sort(), ['cadvisor', 'migrate'])
})

test('nothing is left in the stack that Swarm drops without a word', () => {
  const dropped = ['build', 'depends_on', 'profiles', 'restart', 'security_opt', 'shm_size', 'tmpfs']
  for (const [name, service] of services) {
    for (const key of dropped) assert.ok(!(key in service), `${name} has ${key}`)
  }
})

test('every folder in memory of Compose is one in Swarm, for their roots are read-only', () => {
  for (const [name, service] of services) {
    const inMemory = (service.volumes ?? []).filter(isInMemory).map(({ target }) => target)
    for (const entry of compose.services[name]?.tmpfs ?? []) {
      assert.ok(inMemory.includes(entry.split(':')[0] ?? ''), `${name}: ${entry}`)
    }
  }
})

test('nothing that is on 127.0.0.1 in Compose is opened to everybody by Swarm', () => {
  const open = services.flatMap(([name, { ports = [] }]) =>
    ports.map(({ target, mode }) => `${name} ${target} ${mode}`),
  )
  assert.deepEqual(open, ['nginx 80 host', 'nginx 443 host'])
})

test('what needs a folder of the checkout or a volume stays on the node that has it', () => {
  for (const [name, { volumes = [], deploy }] of services) {
    const isTied = volumes.some((volume) => !isInMemory(volume))
    const constraints = deploy.placement?.constraints ?? []
    assert.ok(!isTied || constraints.length === 1, `${name} would lose its data or files on another node`)
  }
})

test('bots are replaced one at a time, the new one first, and go back by themselves', () => {
  const { update_config, replicas, endpoint_mode } = stack.services['bot']!.deploy
  assert.deepEqual(
    [
      update_config['parallelism'],
      update_config['order'],
      update_config['failure_action'],
      replicas,
      endpoint_mode,
    ],
    [1, 'start-first', 'rollback', '${BOT_REPLICAS:-2}', 'dnsrr'],
  )
})

test('secrets and files of nginx have their version in their name, which leaves room for the name of the stack', () => {
  for (const [source, { name }] of Object.entries({ ...stack.secrets, ...stack.configs })) {
    assert.match(
      name,
      new RegExp(`^\\$\\{STACK:-schoolbot\\}_${source}_\\$\\{VERSION_OF_${source.toUpperCase()}:\\?`),
    )
    const version = 12
    assert.ok(20 + 1 + source.length + 1 + version <= 64, `${source} is too long for Swarm`)
  }
})

test('a word of Compose that nobody has thought about for Swarm is refused', () => {
  const { redis, ...others } = compose.services
  const changed = { ...compose, services: { ...others, redis: { ...redis, userns_mode: 'host' } } }
  assert.throws(() => stackOf(changed, []), /redis of docker-compose.yml has userns_mode: say in/)
})
