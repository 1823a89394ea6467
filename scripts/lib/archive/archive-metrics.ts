import { type Measured, writeMetrics } from '../metrics/metrics-file.ts'
import type { ClusterArchive } from './archive-listing.ts'
import { hasGap, oldestUnbroken } from './unbroken.ts'

export const archiveMetricsFile = 'archive.prom'

const seconds = (moment: string) => Math.round(Date.parse(moment) / 1000)

interface State {
  clusters: readonly ClusterArchive[]
  /** The present cluster, which may not be in the archive yet. */
  system: string
  /** Whether Postgres has dropped what was not taken in time. */
  isLost: boolean
}

/** What is not known is not told. */
export function archiveMetrics({ clusters, system, isLost }: State): Measured[] {
  const cluster = clusters.find((one) => one.system === system)
  const allBytes = clusters.reduce((sum, { bytes }) => sum + bytes, 0)
  const oldest = cluster && oldestUnbroken(cluster)
  const newest = cluster?.bases.at(-1)
  return [
    {
      name: 'schoolbot_archive_gap',
      help: 'Whether the log of changes is not whole since the newest base backup.',
      value: Number(isLost || hasGap(cluster)),
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
export function writeArchiveMetrics(folder: string, state: State): void {
  writeMetrics(folder, archiveMetricsFile, archiveMetrics(state))
}
