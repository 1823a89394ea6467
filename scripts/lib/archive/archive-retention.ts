import type { Base, ClusterArchive } from './archive-listing.ts'
import { segmentAt } from './wal-position.ts'

const day = 86_400_000

/** A new base backup is made when the newest is older: so long does replaying take no more than minutes. */
export const baseEveryDays = 7

export function needsBase(newest: Base | undefined, now: Date): boolean {
  return newest === undefined || now.getTime() - Date.parse(newest.doneAt) > baseEveryDays * day
}

/**
 * The paths of what is too old in the archive of a cluster: base backups but for those of the last days and the one
 * before, with which these days begin; and what was written before the oldest that is kept. Without a base backup
 * nothing is too old, for one may be made yet; of a cluster that is no more, all goes when its days are over.
 */
export function tooOld(
  cluster: ClusterArchive,
  { now, keepDays, isPresent }: { now: Date; keepDays: number; isPresent: boolean },
): string[] {
  const since = now.getTime() - keepDays * day
  const { bases, segments } = cluster
  if (!isPresent) {
    const moments = [
      ...segments.map(({ at }) => at.getTime()),
      ...bases.map(({ doneAt }) => Date.parse(doneAt)),
    ]
    return Math.max(...moments) < since ? [cluster.system] : []
  }
  const first = Math.max(
    0,
    bases.findLastIndex(({ doneAt }) => Date.parse(doneAt) <= since),
  )
  const oldest = bases[first]
  if (oldest === undefined) return []
  const start = segmentAt(oldest.start)
  return [
    ...bases.slice(0, first).flatMap(({ path }) => [path.replace(/\.tar\.zst$/, '.json'), path]),
    ...segments.filter(({ number }) => number < start).map(({ path }) => path),
  ]
}

/**
 * Segments that nobody writes to any more and that are to be compressed: all whole ones but the newest of each folder,
 * from which the receiver goes on.
 */
export function toBePacked({ segments }: ClusterArchive): string[] {
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'))
  const newest = new Map<string, number>()
  for (const { path, number } of segments) {
    newest.set(folderOf(path), Math.max(number, newest.get(folderOf(path)) ?? -1))
  }
  return segments
    .filter(({ form, path, number }) => form === 'whole' && number < (newest.get(folderOf(path)) ?? 0))
    .map(({ path }) => path)
}
