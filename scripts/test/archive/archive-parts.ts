import type { Base, ClusterArchive, SegmentFile } from '../../lib/archive/archive-listing.ts'
import { type SegmentForm, segmentBytes, segmentName } from '../../lib/archive/wal-position.ts'

const day = 86_400_000
export const begin = Date.parse('2026-11-01T00:00:00Z')
/** A moment so many days after the begin. */
export const onDay = (days: number) => new Date(begin + days * day)

export function positionIn(segment: number): string {
  const low = (segment % 256) * segmentBytes + 40
  return `${Math.floor(segment / 256).toString(16)}/${low.toString(16)}`.toUpperCase()
}

/** A base backup of a day, that began and ended in a segment. */
export function baseOf(days: number, segment: number, end = segment): Base {
  const name = `1/base/base_${days}`
  return {
    ...{ version: 1, path: `${name}.tar.zst`, timeline: 1, bytes: 1, sha256: '', postgres: '18.6' },
    ...{ begunAt: onDay(days).toISOString(), doneAt: onDay(days).toISOString() },
    ...{ start: positionIn(segment), end: positionIn(end) },
  }
}

/** A file of a segment that was last written on a day. */
export function segmentOf(
  number: number,
  days: number,
  form: SegmentForm = 'whole',
  folder = 'wal_1',
): SegmentFile {
  const ending = { whole: '', packed: '.gz', partial: '.partial' }[form]
  const path = `1/${folder}/${segmentName(1, number)}${ending}`
  return { path, bytes: segmentBytes, at: onDay(days), timeline: 1, number, form }
}

export const archiveOf = (bases: Base[], segments: SegmentFile[]): ClusterArchive => ({
  ...{ system: '1', bases, segments },
  bytes: segments.length * segmentBytes,
})
