import type { ComposeProject } from '../compose/compose-project.ts'
import { connectionWarnings } from '../settings/connections.ts'
import { sizeOf } from '../words/sizes-and-ages.ts'

/** What must bear a number of replicas, and one more while they are exchanged. */
export interface Bearing {
  count: number
  /** Replicas that there are. */
  present: number
  /** As Compose reads the installation with BOT_REPLICAS at that number. */
  project: ComposeProject
  env: Readonly<Record<string, string | undefined>>
  /** Of the machine, in bytes. */
  memory: { total: number; free: number }
}

/** Why the installation does not bear the number, each with the setting that would; fewer than now it always bears. */
export function faultsOfBearing({ count, present, project, env, memory }: Bearing): string[] {
  const configured = project.replicasOf('bot')
  if (configured !== count) {
    return [
      `the Compose files fix the bot at ${configured} replicas, so that BOT_REPLICAS counts for nothing: write replicas: \${BOT_REPLICAS:-2} there`,
    ]
  }
  if (count <= present) return []
  return [
    ...connectionWarnings(project, env),
    ...faultOfPorts(project.portsOf('bot'), count),
    ...faultOfMemory(project.memoryOf('bot'), { count, present, memory }),
  ]
}

function faultOfPorts(ports: number | undefined, count: number): string[] {
  if (ports === undefined || ports > count) return []
  return [
    `BOT_PORTS has ${ports} ports, and ${count} replicas take one more while they are exchanged: set a range of ${count + 1} or more, such as 8180-${8180 + Math.max(9, count)}`,
  ]
}

function faultOfMemory(
  each: number | undefined,
  { count, present, memory }: Pick<Bearing, 'count' | 'present' | 'memory'>,
): string[] {
  if (each === undefined) return []
  const advice =
    'set a smaller BOT_MEMORY (docker compose stats shows what they take), or give the machine more'
  if ((count + 1) * each > memory.total) {
    return [
      `${count} replicas and one more during an exchange may take ${sizeOf((count + 1) * each)}, and the machine has ${sizeOf(memory.total)}: ${advice}`,
    ]
  }
  const more = count - present + 1
  if (more * each > memory.free) {
    return [
      `${more} replicas more, one of them during an exchange, may take ${sizeOf(more * each)}, and ${sizeOf(memory.free)} are free: ${advice}`,
    ]
  }
  return []
}
