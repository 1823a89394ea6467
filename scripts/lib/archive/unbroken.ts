import type { Base, ClusterArchive, SegmentFile } from './archive-listing.ts'
import { segmentAt } from './wal-position.ts'

/** What follows a base backup in the archive without a gap. */
export interface Thread {
  /** The segments that can be replayed one after another, by their best file. */
  files: SegmentFile[]
  /** The first that is missing though later ones are there, or are needed; undefined when nothing is. */
  missing: number | undefined
  /** When the last of it was written; undefined where the base backup stands alone. */
  until: Date | undefined
}

const better = { whole: 0, packed: 1, partial: 2 } as const

/** A part of a segment is the end of a thread, for what came after it is not in it. */
export function threadFrom({ segments }: ClusterArchive, base: Base): Thread {
  const best = new Map<number, SegmentFile>()
  for (const file of segments) {
    if (file.timeline !== base.timeline) continue
    const known = best.get(file.number)
    if (known === undefined || isBetter(file, known)) best.set(file.number, file)
  }
  const newest = Math.max(...best.keys())
  const files: SegmentFile[] = []
  let number = segmentAt(base.start)
  for (;;) {
    const file = best.get(number)
    if (file === undefined) break
    files.push(file)
    number += 1
    if (file.form === 'partial') break
  }
  return { files, missing: missing(), until: files.at(-1)?.at }

  function missing(): number | undefined {
    // what came while it was copied belongs to it
    if (number <= segmentAt(base.end)) return number
    if (number > newest) return undefined
    return files.at(-1)?.form === 'partial' ? number - 1 : number
  }
}

/** Of two parts the one that was written last has more. */
const isBetter = (file: SegmentFile, than: SegmentFile) =>
  better[file.form] < better[than.form] ||
  (file.form === 'partial' && than.form === 'partial' && file.at > than.at)

/** The oldest base backup from which every moment until now can be had. */
export function oldestUnbroken(cluster: ClusterArchive): Base | undefined {
  const fromTheNewest = cluster.bases.toReversed()
  const broken = fromTheNewest.findIndex((base) => threadFrom(cluster, base).missing !== undefined)
  return broken === -1 ? fromTheNewest.at(-1) : fromTheNewest[broken - 1]
}

/** Whether something is missing since the newest base backup, or there is none. */
export function hasGap(cluster: ClusterArchive | undefined): boolean {
  const newest = cluster?.bases.at(-1)
  return cluster === undefined || newest === undefined || threadFrom(cluster, newest).missing !== undefined
}
