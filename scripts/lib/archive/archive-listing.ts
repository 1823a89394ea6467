import { readSegmentName, type SegmentName, segmentAt } from './wal-position.ts'

/** What base_<moment>.json beside a base backup says. */
export interface BaseFacts {
  version: 1
  /** ISO 8601. From `doneAt` on any moment can be reached. */
  begunAt: string
  doneAt: string
  /** Places in the log of changes: replaying must come from the one to the other before the copy is consistent. */
  start: string
  end: string
  timeline: number
  bytes: number
  sha256: string
  postgres: string
}

export interface Base extends BaseFacts {
  /** Path within the archive. */
  path: string
}

/** A file that holds a segment or a part of it. */
export interface SegmentFile extends SegmentName {
  path: string
  bytes: number
  /** When it was last written. */
  at: Date
}

/** All that is there of one cluster. */
export interface ClusterArchive {
  /** The cluster's identifier. */
  system: string
  /** The oldest first. */
  bases: Base[]
  segments: SegmentFile[]
  bytes: number
}

/** Prints what `readListing` takes; run in the folder of the archive. */
export const listingScript = `
  find . -type f -printf 'file\\t%P\\t%s\\t%T@\\n'
  for file in */base/base_*.json; do
    [ -f "$file" ] || continue
    printf 'base\\t%s\\t' "$file"
    tr -d '\\n' < "$file"
    printf '\\n'
  done`

/** What is broken or foreign is passed over. */
export function readListing(printed: string): ClusterArchive[] {
  const rows = printed.split('\n').map((line) => line.split('\t'))
  const files = rows.flatMap(([kind, path = '', bytes, at]) =>
    kind === 'file' ? [{ path, bytes: Number(bytes), at: new Date(Number(at) * 1000) }] : [],
  )
  const present = new Set(files.map(({ path }) => path))
  const bases = rows.flatMap(([kind, path = '', json = '']) => (kind === 'base' ? baseOf(path, json) : []))
  const systems = [...new Set(files.map(({ path }) => path.split('/')[0] ?? ''))]
  return systems
    .filter((system) => /^\d+$/.test(system))
    .map((system) => {
      const own = files.filter(({ path }) => path.startsWith(`${system}/`))
      return {
        system,
        bases: bases
          .filter(({ path }) => path.startsWith(`${system}/`) && present.has(path))
          .sort((a, b) => Date.parse(a.doneAt) - Date.parse(b.doneAt)),
        segments: own.flatMap((file) => {
          const [, folder = '', name = ''] = file.path.split('/')
          const read = folder.startsWith('wal_') ? readSegmentName(name) : undefined
          return read === undefined ? [] : [{ ...file, ...read }]
        }),
        bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      }
    })
}

function baseOf(path: string, json: string): Base[] {
  try {
    const facts: BaseFacts = JSON.parse(json)
    const moments = [facts.begunAt, facts.doneAt].map((moment) => Date.parse(moment))
    if (facts.version !== 1 || moments.some(Number.isNaN)) return []
    segmentAt(facts.start)
    segmentAt(facts.end)
    return [{ ...facts, path: path.replace(/\.json$/, '.tar.zst') }]
  } catch {
    return []
  }
}
