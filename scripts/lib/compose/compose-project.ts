import type { Docker } from './docker.ts'

/** A service as `docker compose config` prints it, as far as the set-up looks. */
interface ConfiguredService {
  image?: string
  command?: string[] | null
  environment?: Record<string, string | null>
  depends_on?: Record<string, unknown>
  deploy?: { replicas?: number; resources?: { limits?: { memory?: string } } }
  scale?: number
  ports?: { target: number; published?: string }[]
  volumes?: { type: string; source: string; target: string; read_only?: boolean }[]
}

/** The installation as Compose understands it: which services there are, how many of each, where they answer. */
export interface ComposeProject {
  name: string
  /** Those scaled to one or more. */
  present: string[]
  replicasOf(service: string): number
  /** Whether the service waits for any of the others. */
  dependsOn(service: string, others: readonly string[]): boolean
  urlOf(service: string): string
  /** Connections that its Postgres takes; undefined without one. */
  maxConnections: number | undefined
  /** Connections that GlitchTip makes at most. */
  glitchTipPool: number
  /** Files and folders of this machine that containers read, whoever owns them. */
  mountedFiles: string[]
  /** What Docker calls a volume of the Compose files; undefined for one that they do not name. */
  volumeOf(name: string): string | undefined
  networkOf(name: string): string | undefined
  /** As the Compose files name it, or would once it is built. */
  imageOf(service: string): string
  /** Bytes that each of its containers may take; undefined without a limit. */
  memoryOf(service: string): number | undefined
  /** How many ports of this machine its containers share for their first one; undefined when that is not published. */
  portsOf(service: string): number | undefined
}

/** In containers: certificates, which nginx's user may own, and the folder that the set-up makes for node-exporter. */
const ownRights = ['/etc/nginx/certs', '/textfile']

/** Throws a StepError when Compose finds fault with a file. */
export async function readProject({ compose }: Docker): Promise<ComposeProject> {
  const config: {
    name: string
    services: Record<string, ConfiguredService>
    volumes?: Record<string, { name: string }>
    networks?: Record<string, { name: string }>
  } = JSON.parse(await compose(['config', '--format', 'json']))
  const services = new Map(Object.entries(config.services))
  const replicasOf = (name: string) => {
    const service = services.get(name)
    return service === undefined ? 0 : (service.deploy?.replicas ?? service.scale ?? 1)
  }
  return {
    name: config.name,
    present: [...services.keys()].filter((name) => replicasOf(name) > 0),
    replicasOf,
    dependsOn(name, others) {
      const waitsFor = Object.keys(services.get(name)?.depends_on ?? {})
      return others.some((other) => waitsFor.includes(other))
    },
    urlOf(name) {
      const published = services.get(name)?.ports?.[0]?.published?.split('-')[0]
      return `http://127.0.0.1:${published ?? 0}`
    },
    maxConnections: replicasOf('postgres') > 0 ? maxConnectionsOf(services.get('postgres')) : undefined,
    glitchTipPool: Number(services.get('glitchtip')?.environment?.['DATABASE_POOL_MAX_SIZE'] ?? 0),
    mountedFiles: [...services.values()]
      .flatMap(({ volumes = [] }) => volumes)
      .filter(({ type, read_only, target }) => type === 'bind' && read_only && !ownRights.includes(target))
      .map(({ source }) => source),
    volumeOf: (name) => config.volumes?.[name]?.name,
    networkOf: (name) => config.networks?.[name]?.name,
    imageOf: (name) => services.get(name)?.image ?? `${config.name}-${name}`,
    memoryOf(name) {
      const limit = services.get(name)?.deploy?.resources?.limits?.memory
      return limit === undefined ? undefined : Number(limit)
    },
    portsOf(name) {
      const published = services.get(name)?.ports?.[0]?.published
      if (published === undefined) return undefined
      const [first = 0, last = first] = published.split('-').map(Number)
      return last - first + 1
    },
  }
}

/** Postgres takes the last word of its command line; without one, what it has by itself. */
function maxConnectionsOf(service: ConfiguredService | undefined): number {
  const given = service?.command?.join(' ').matchAll(/(?:-c\s*|--)max[_-]connections=(\d+)/g) ?? []
  return Number([...given].at(-1)?.[1] ?? 100)
}
