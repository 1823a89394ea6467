import { type Measured, writeMetrics } from '../metrics/metrics-file.ts'
import type { ClusterArchive } from './archive-listing.ts'
import { hasGap, oldestUnbroken } from './unbroken.ts'

const seconds = (moment: string) => Math.round(Date.parse(moment) / 1000)

/** Of the present cluster's archive, which may not be there yet; what is not known is not told. */
export function archiveMetrics(cluster: ClusterArchive | undefined, allBytes: number): Measured[] {
  const oldest = cluster && oldestUnbroken(cluster)
  const newest = cluster?.bases.at(-1)
  return [
    {
      name: 'schoolbot_archive_gap',
      help: 'Whether the log of changes is not whole since the newest base backup.',
      value: Number(hasGap(cluster)),
    },
    ...(oldest === undefined
      ? []
      : [
          {
            name: 'schoolbot_archive_oldest_timestamp_seconds',
            help: 'The oldest moment since which any can be had back.',
            value: seconds(oldest.doneAt),
          },
        ]),
    ...(newest === undefined
      ? []
      : [
          {
            name: 'schoolbot_archive_newest_base_timestamp_seconds',
            help: 'When the newest base backup was done.',
            value: seconds(newest.doneAt),
          },
        ]),
    { name: 'schoolbot_archive_size_bytes', help: 'Size of the archive.', value: allBytes },
  ]
}

/** Throws a StepError when the folder cannot be written. */
export function writeArchiveMetrics(
  folder: string,
  clusters: readonly ClusterArchive[],
  system: string,
): void {
  const all = clusters.reduce((sum, { bytes }) => sum + bytes, 0)
  const present = clusters.find((one) => one.system === system)
  writeMetrics(folder, 'archive.prom', archiveMetrics(present, all))
}
