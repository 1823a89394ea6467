import type { Interruption } from '../steps/interruption.ts'
import type { Opened } from '../steps/open-setup.ts'

/** What bringing replicas to a target works with. */
export interface ReplicasRun extends Pick<Opened, 'docker' | 'project' | 'setup'> {
  interruption: Interruption
}

/** Which replicas there shall be. */
export interface Target {
  count: number
  /** The id of their image: sha256:... */
  image: string
  configHash: string
  /** One that was started before is not of it, as when a secret has changed: Compose counts the names of such files alone. */
  notBefore?: Date
  /** docker compose with the files that make this target. */
  up(args: readonly string[]): Promise<unknown>
}

/** What Compose may take for one more on a slow machine; no signal ends it. */
export const upMs = 300_000

/** Where a killed run leaves something behind: tests die at each of them. */
export const replicaMoments = [
  'replicas: before',
  'replicas: kept apart',
  'replicas: added',
  'replicas: healthy',
  'replicas: out of nginx',
  'replicas: idle',
  'replicas: stopped',
  'replicas: removed',
  'replicas: all there',
] as const
export type ReplicaMoment = (typeof replicaMoments)[number]
