import type { Docker } from './docker.ts'

/** A container of the installation. */
export interface Container {
  id: string
  service: string
  state: string
  /** Of its healthcheck; undefined when it has none. */
  health: string | undefined
  startedAt: Date
  /** What of this machine is mounted, and where in the container. */
  binds: { source: string; target: string }[]
  /** Of the settings that it was made with, as Compose counts them. */
  configHash: string
}

interface Inspected {
  Id: string
  Config: { Labels: Record<string, string> }
  State: { Status: string; StartedAt: string; Health?: { Status: string } }
  Mounts: { Type: string; Source: string; Destination: string }[]
}

/** All containers of these services, or of all; those that ended too, those of `run` not. */
export async function readContainers(
  { docker, compose }: Docker,
  services: readonly string[] = [],
): Promise<Container[]> {
  const listed = await compose(['ps', '--all', '--quiet', ...services])
  const ids = listed.split('\n').filter((id) => id !== '')
  if (ids.length === 0) return []
  const inspected: Inspected[] = JSON.parse(await docker(['inspect', ...ids]))
  const label = (container: Inspected, name: string) =>
    container.Config.Labels[`com.docker.compose.${name}`] ?? ''
  return inspected.map((container) => ({
    id: container.Id,
    service: label(container, 'service'),
    state: container.State.Status,
    health: container.State.Health?.Status,
    startedAt: new Date(container.State.StartedAt),
    binds: container.Mounts.filter(({ Type }) => Type === 'bind').map(
      ({ Source: source, Destination: target }) => ({ source, target }),
    ),
    configHash: label(container, 'config-hash'),
  }))
}
