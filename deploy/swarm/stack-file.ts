import type { ComposeFile, ComposeService } from './compose-file.ts'
import { fromHere, memoryVolumesOf, mountsOf } from './mounts.ts'
import { nginxConfigs, nginxSecrets } from './nginx-files.ts'
import { deployOf, placeOf } from './placement.ts'

type Service = Record<string, unknown>

/** What Swarm takes as Compose does. */
const kept = [
  ...['image', 'entrypoint', 'command', 'user', 'environment', 'init', 'read_only', 'cap_drop', 'sysctls'],
  ...['healthcheck', 'logging', 'networks', 'stop_grace_period'],
]

/** What Swarm ignores or refuses: what takes its place is made here, by deploy.sh, or by the nodes (README.md). */
const replaced = [
  ...['build', 'depends_on', 'restart', 'security_opt', 'profiles'],
  ...['ports', 'volumes', 'tmpfs', 'shm_size', 'secrets', 'deploy'],
]

/** deploy.sh runs it before the bot, as a job of its own. */
const isJob = (name: string) => name === 'migrate'

/**
 * docker-compose.yml as Docker Swarm can run it. Throws on a word of Compose that is not known here: whether Swarm takes it
 * must be decided, for what it does not know it drops without a sound.
 */
export function stackOf(compose: ComposeFile, nginxFiles: readonly string[]): Record<string, unknown> {
  const services = Object.entries(compose.services).filter(
    ([name, { profiles = [] }]) => profiles.length === 0 && !isJob(name),
  )
  const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map(String))
  const volumes = Object.keys(compose.volumes).filter((name) =>
    mounted.some((mount) => mount.startsWith(`${name}:`)),
  )
  return {
    services: Object.fromEntries(
      services.map(([name, service]) => [name, serviceOf(name, service, nginxFiles)]),
    ),
    networks: Object.fromEntries(
      Object.entries(compose.networks).map(([name, network]) => [
        name,
        { driver: 'overlay', attachable: true, ...(network?.internal ? { internal: true } : {}) },
      ]),
    ),
    volumes: Object.assign(
      Object.fromEntries(volumes.map((name) => [name, {}])),
      ...services.map(([name, service]) => memoryVolumesOf(name, service)),
    ),
    configs: Object.fromEntries(
      nginxConfigs(nginxFiles).map(({ file, config: { source } }) => [
        source,
        { file: fromHere(`./${file}`), name: versionedName(source) },
      ]),
    ),
    secrets: Object.fromEntries(
      [...Object.keys(compose.secrets), ...nginxSecrets.map(({ source }) => source)].map((name) => [
        name,
        { external: true, name: versionedName(name) },
      ]),
    ),
  }
}

/** Neither can be changed once it is there: another text is another name, of which deploy.sh gives the version. */
const versionedName = (name: string) =>
  `\${STACK:-schoolbot}_${name}_\${VERSION_OF_${name.toUpperCase()}:?deploy/swarm/deploy.sh sets it}`

function serviceOf(name: string, service: ComposeService, nginxFiles: readonly string[]): Service {
  const unknown = Object.keys(service).filter((key) => !kept.includes(key) && !replaced.includes(key))
  if (unknown.length > 0) {
    throw new Error(
      `${name} of docker-compose.yml has ${unknown.join(', ')}: say in deploy/swarm/stack-file.ts what Swarm makes of it`,
    )
  }
  const task = Object.fromEntries(kept.filter((key) => key in service).map((key) => [key, service[key]]))
  const secrets = (service.secrets ?? []).map((source) => ({ source, target: source }))
  const ports = name === 'nginx' ? portsOf(service) : []
  const isNginx = name === 'nginx'
  return {
    ...task,
    ...(name === 'bot' ? { environment: { ...service.environment, ...databaseElsewhere } } : {}),
    ...nonEmpty('ports', ports),
    ...nonEmpty(
      'volumes',
      mountsOf(name, service, { carried: placeOf(name) === 'everywhere' || placeOf(name) === 'anywhere' }),
    ),
    ...(isNginx ? { configs: nginxConfigs(nginxFiles).map(({ config }) => config) } : {}),
    ...nonEmpty('secrets', isNginx ? nginxSecrets : secrets),
    deploy: { ...deployOf(name), resources: service.deploy?.resources ?? {} },
  }
}

/** deploy.sh gives the address of a managed Postgres, where POSTGRES_REPLICAS is 0. */
const databaseElsewhere = {
  POSTGRES_HOST: '${DATABASE_HOST:-postgres}',
  POSTGRES_PORT: '${DATABASE_PORT:-5432}',
}

const nonEmpty = (key: string, list: readonly unknown[]) => (list.length > 0 ? { [key]: list } : {})

/**
 * On the node itself, for the routing mesh hides who calls. A port of 127.0.0.1 is left out: Swarm would open it to
 * everybody.
 */
function portsOf({ ports = [] }: ComposeService) {
  return ports
    .filter((port) => !port.startsWith('127.0.0.1:'))
    .map((port) => {
      const at = port.lastIndexOf(':')
      return { target: Number(port.slice(at + 1)), published: port.slice(0, at), mode: 'host' }
    })
}
