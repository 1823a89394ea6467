import { createFront } from '../replicas/front.ts'
import { isWell, readReplicas } from '../replicas/replica.ts'
import { askReplica } from '../replicas/replica-words.ts'
import { lockHolder } from '../steps/lock-holder.ts'
import type { Opened } from '../steps/open-setup.ts'
import { ageOf } from '../words/sizes-and-ages.ts'

export interface StatusLine {
  name: string
  /** Of the bot; undefined when it does not answer. */
  version: string | undefined
  image: string
  /** Of its healthcheck, or its state when it does not run. */
  health: string
  isWell: boolean
  restarts: number
  startedAt: Date
  polls: boolean
  /** Takes updates in. */
  leads: boolean
}

export interface Status {
  expected: number
  /** Who is at work in this folder: what is not as it should be, he may be about to put right. */
  holder: string | undefined
  /** Whether nginx hands updates to all of them; a run that was killed may have left it with fewer. */
  servesAll: boolean
  replicas: StatusLine[]
}

export async function readStatus({ docker, project, setup }: Opened): Promise<Status> {
  const lines = (await readReplicas(docker, project)).map(async (replica): Promise<StatusLine> => {
    const words = await askReplica(setup, replica)
    const { name, image, state, health, restarts, startedAt, polls } = replica
    return {
      ...{ name, image, restarts, startedAt, polls },
      version: words?.version,
      health: state === 'running' ? (health ?? 'running') : state,
      isWell: isWell(replica),
      leads: words?.leads ?? false,
    }
  })
  return {
    expected: project.replicasOf('bot'),
    holder: lockHolder(setup.root),
    servesAll: await createFront(docker, project, setup.root).servesAll(),
    replicas: await Promise.all(lines),
  }
}

export const isAsExpected = ({ expected, servesAll, replicas }: Status) =>
  servesAll && replicas.length === expected && replicas.every((one) => one.isWell)

/** A table, and a line for what is not as it should be. */
export function statusLines({ expected, holder, servesAll, replicas }: Status, now: Date): string[] {
  const rows = replicas.map((one) => [
    ...[one.name, one.version ?? 'no answer', one.image.replace('sha256:', '').slice(0, 12)],
    one.restarts === 0 ? one.health : `${one.health}, restarted ${one.restarts} times`,
    ...[ageOf(one.startedAt, now), takes(one)],
  ])
  const all = [['replica', 'version', 'image', 'health', 'started', 'updates'], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  const table = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const well = replicas.filter((one) => one.isWell).length
  const sum = `${well} of ${expected} replicas are well`
  if (holder !== undefined) {
    return [...table, `${sum}; ${holder} is at work in this folder: ask again when it has ended`]
  }
  return [
    ...(replicas.length > 0 ? table : []),
    well === expected && replicas.length === expected
      ? sum
      : `${sum}: ./scripts/scale.sh ${expected} puts it right`,
    ...(servesAll
      ? []
      : [`nginx hands updates to some of them alone: ./scripts/scale.sh ${expected} puts it right`]),
  ]
}

function takes({ polls, leads, isWell }: StatusLine): string {
  if (!isWell && !leads) return 'none'
  if (!polls) return 'by nginx'
  return leads ? 'leads' : 'stands by'
}
