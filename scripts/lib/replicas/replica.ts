import type { ComposeProject } from '../compose/compose-project.ts'
import type { Docker } from '../compose/docker.ts'
import { StepError } from '../steps/step.ts'

/** A container of the service `bot`; those of `docker compose run` are none. */
export interface Replica {
  id: string
  name: string
  /** As Compose counts them, with gaps. */
  number: number
  /** The id of its image: sha256:... */
  image: string
  /** Of the settings that it was made with, as Compose counts them. */
  configHash: string
  state: string
  /** Of its healthcheck; undefined when it has none. */
  health: string | undefined
  restarts: number
  startedAt: Date
  /** Where nginx finds it: its address in the network `app`; empty when it has none, as one that is stopped. */
  address: string
  /** Where this machine finds it; empty when it cannot. */
  url: string
  /** Whether it asks Telegram for updates; otherwise they come by nginx. */
  polls: boolean
}

interface Inspected {
  Id: string
  Name: string
  Image: string
  RestartCount: number
  Config: { Labels: Record<string, string>; Env: string[] | null }
  State: { Status: string; StartedAt: string; Health?: { Status: string } }
  NetworkSettings: {
    Ports: Record<string, { HostPort: string }[] | null> | null
    Networks: Record<string, { IPAddress: string; GlobalIPv6Address: string }>
  }
}

/** In whatever state they are, by their number. */
export async function readReplicas({ docker }: Docker, project: ComposeProject): Promise<Replica[]> {
  const labels = [`project=${project.name}`, 'service=bot', 'oneoff=False']
  const filters = labels.flatMap((label) => ['--filter', `label=com.docker.compose.${label}`])
  for (let attempt = 1; ; attempt += 1) {
    const ids = (await docker(['ps', '--all', '--quiet', ...filters])).split('\n').filter(Boolean)
    if (ids.length === 0) return []
    try {
      const inspected: Inspected[] = JSON.parse(await docker(['inspect', ...ids]))
      const replicas = inspected.map((container) => replicaOf(container, project.networkOf('app')))
      return replicas.sort((a, b) => a.number - b.number)
    } catch (error) {
      // one of them went between the two questions
      if (!(error instanceof StepError) || attempt === 3) throw error
    }
  }
}

function replicaOf(container: Inspected, network = ''): Replica {
  const { Config, State, NetworkSettings } = container
  const label = (name: string) => Config.Labels[`com.docker.compose.${name}`] ?? ''
  const endpoint = NetworkSettings.Networks[network]
  const six = endpoint?.GlobalIPv6Address ? `[${endpoint.GlobalIPv6Address}]` : ''
  const address = endpoint?.IPAddress || six
  const port = NetworkSettings.Ports?.['8080/tcp']?.[0]?.HostPort
  const reached = port === undefined ? address && `${address}:8080` : `127.0.0.1:${port}`
  return {
    id: container.Id,
    name: container.Name.replace(/^\//, ''),
    number: Number(label('container-number')),
    image: container.Image,
    configHash: label('config-hash'),
    state: State.Status,
    health: State.Health?.Status,
    restarts: container.RestartCount,
    startedAt: new Date(State.StartedAt),
    address,
    url: reached && `http://${reached}`,
    polls: !(Config.Env ?? []).includes('TELEGRAM_MODE=webhook'),
  }
}

/** Runs, and its healthcheck has found nothing wrong. */
export const isWell = ({ state, health }: Replica) =>
  state === 'running' && (health === undefined || health === 'healthy')
