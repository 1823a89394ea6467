import type { ComposeService } from './compose-file.ts'

type Mount = Record<string, unknown>

/**
 * Volumes, files of the checkout and folders in memory of a service. `tmpfs` and `shm_size` are dropped by Swarm without a
 * word, and short forms are told apart wrongly where a variable holds a path: so all are written out. Files of the checkout
 * are `carried` as configs where the service may run on a node that has no checkout.
 */
export function mountsOf(name: string, service: ComposeService, { carried }: { carried: boolean }): Mount[] {
  const volumes = (service.volumes ?? []).map(mountOf).filter(({ type }) => type === 'volume' || !carried)
  const memory = (service.tmpfs ?? []).map((entry) => memoryOf(name, entry))
  const shared = service.shm_size
  const shm =
    shared === undefined ? [] : [{ type: 'tmpfs', target: '/dev/shm', tmpfs: { size: bytesOf(shared) } }]
  return [...volumes, ...memory, ...shm]
}

/** The volumes that `mountsOf` names for folders in memory, as the local driver makes them on each node. */
export function memoryVolumesOf(name: string, { tmpfs = [] }: ComposeService): Record<string, unknown> {
  const owned = tmpfs.filter((entry) => ownerOf(entry) !== undefined)
  return Object.fromEntries(
    owned.map((entry) => [
      memoryVolume(name, entry),
      { driver: 'local', driver_opts: { type: 'tmpfs', device: 'tmpfs', o: entry.split(':')[1] ?? '' } },
    ]),
  )
}

function mountOf(volume: NonNullable<ComposeService['volumes']>[number]): Mount {
  if (typeof volume !== 'string') return { ...volume }
  const isReadOnly = volume.endsWith(':ro')
  const both = isReadOnly ? volume.slice(0, -3) : volume
  const at = both.lastIndexOf(':')
  const [source, target] = [both.slice(0, at), both.slice(at + 1)]
  const type = /^[\w-]+$/.test(source) ? 'volume' : 'bind'
  return { type, source: fromHere(source), target, ...(isReadOnly ? { read_only: true } : {}) }
}

/** A path of docker-compose.yml as stack.yml, two folders below, has it; also one that takes the place of an empty variable. */
export const fromHere = (path: string) => path.replace(/(^|:-)\.\//, '$1../../')

/**
 * Of the options of a tmpfs Swarm knows the size alone, and gives it the rights of what it covers. Where they must be others
 * a volume in memory takes its place.
 */
function memoryOf(name: string, entry: string): Mount {
  const [target, options = ''] = entry.split(':')
  if (ownerOf(entry) !== undefined) {
    return { type: 'volume', source: memoryVolume(name, entry), target, volume: { nocopy: true } }
  }
  const size = /(?:^|,)size=(\w+)/.exec(options)?.[1]
  return { type: 'tmpfs', target, ...(size === undefined ? {} : { tmpfs: { size: bytesOf(size) } }) }
}

const ownerOf = (entry: string) => /[:,](uid|mode)=/.exec(entry)?.[1]

const memoryVolume = (name: string, entry: string) =>
  `memory-of-${name}${(entry.split(':')[0] ?? '').replaceAll(/\W/g, '-')}`

const units: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 }

function bytesOf(size: string): number {
  const [, number, unit = ''] = /^(\d+)([kmg]?)b?$/i.exec(size) ?? []
  if (number === undefined) throw new Error(`${size} is no size`)
  return Number(number) * (units[unit.toLowerCase()] ?? 1)
}
