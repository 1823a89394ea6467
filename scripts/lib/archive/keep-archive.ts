import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { metricsFolder } from '../metrics/metrics-file.ts'
import { findPostgres } from '../postgres/postgres-server.ts'
import { reach } from '../steps/failpoint.ts'
import type { Opened } from '../steps/open-setup.ts'
import { StepError } from '../steps/step.ts'
import type { ClusterArchive } from './archive-listing.ts'
import { archiveMetricsFile, writeArchiveMetrics } from './archive-metrics.ts'
import { type ArchivePlace, archiveService, findArchive } from './archive-place.ts'
import { needsBase, toBePacked, tooOld } from './archive-retention.ts'
import { makeBase } from './base-backup.ts'
import { systemOf, untilArchived } from './receiver.ts'
import { hasGap } from './unbroken.ts'

/** Whether this installation archives what changes. */
export const hasArchive = ({ project: { present } }: Opened) =>
  present.includes(archiveService) && present.includes('postgres')

/** Of an archive that is not wanted any more: its figures, which would raise alerts, and its slot. */
export async function forgetArchive({ docker, setup, project }: Opened): Promise<void> {
  rmSync(join(metricsFolder(setup.root, setup.env), archiveMetricsFile), { force: true })
  if (!project.present.includes('postgres')) return
  // for an archive that nobody keeps it would hold a gigabyte back
  const server = await findPostgres(docker)
  await server.sql(
    'postgres',
    `select pg_drop_replication_slot(slot_name) from pg_replication_slots
      where slot_name = 'wal_archiver' and not active`,
  )
}

interface Options {
  now: Date
  /** Any moment of so many days can be had back. */
  keepDays: number
  say: (line: string) => void
}

/**
 * What the archive needs once a night: a base backup when one is due or something was missed, the log compressed, what
 * is too old deleted, and the figures. Throws a StepError when it is not in order; what could be done is done then.
 */
export async function keepArchive(opened: Opened, { now, keepDays, say }: Options): Promise<void> {
  const { docker, setup } = opened
  const place = await findArchive(docker)
  const server = await findPostgres(docker)
  const system = await systemOf(server)
  await removeLeftovers(place)
  const standstill = await untilArchived(server, 20_000)
  const present = (await place.list()).find((one) => one.system === system)
  const isDue = needsBase(present?.bases.at(-1), now) || hasGap(present) || (await isDamaged(place, present))
  let failure: StepError | undefined
  try {
    if (standstill !== undefined) throw new StepError(`the archive stands still: ${standstill.words}`)
    if (isDue) {
      say('Making a base backup for the archive')
      await makeBase(place, server, system)
      const behind = await untilArchived(server, 60_000)
      if (behind !== undefined) throw new StepError(`the archive is not in order: ${behind.words}`)
    }
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    failure = error
  }
  await removeLeftovers(place)
  await tidy(place, { system, now, keepDays })
  const clusters = await place.list()
  writeArchiveMetrics(metricsFolder(setup.root, setup.env), {
    ...{ clusters, system },
    isLost: standstill?.lost ?? false,
  })
  if (failure !== undefined) throw failure
  if (hasGap(clusters.find((one) => one.system === system))) {
    throw new StepError('the archive has a gap since the base backup that was just made: start again')
  }
}

/** Whether the disk has the newest base backup no more as it was written. */
async function isDamaged(place: ArchivePlace, present: ClusterArchive | undefined): Promise<boolean> {
  const newest = present?.bases.at(-1)
  if (newest === undefined) return false
  const sum = await place.run('the archive', 'sha256sum < "$1"', [newest.path])
  return sum.split(' ')[0] !== newest.sha256
}

/** Of what failed now, or of a run that was killed. */
const removeLeftovers = (place: ArchivePlace) =>
  place.run('the archive', "find . '(' -path '*/base/*.partial' -o -name '*.gz.part' ')' -delete")

async function tidy(
  place: ArchivePlace,
  { system, now, keepDays }: { system: string; now: Date; keepDays: number },
): Promise<void> {
  const clusters = await place.list()
  const doomed = clusters.flatMap((one) => tooOld(one, { now, keepDays, isPresent: one.system === system }))
  await inParts(doomed, (paths) => place.run('the archive', 'rm -rf -- "$@"', paths))
  const gone = new Set(doomed)
  const packed = clusters
    .flatMap(toBePacked)
    .filter((path) => !gone.has(path) && !gone.has(path.split('/')[0] ?? ''))
  // under its own name it is whole; the receiver knows segments that end in .gz
  const pack = `for file; do
    gzip -1 < "$file" > "$file.gz.part"; touch -r "$file" "$file.gz.part"; sync "$file.gz.part"
    mv "$file.gz.part" "$file.gz"; rm "$file"
  done`
  await inParts(packed, (paths) => place.run('the archive', pack, paths))
  reach('archive: packed')
  // folders of threads that were deleted to their end
  await place.run(
    'the archive',
    "find . -mindepth 2 -maxdepth 2 -type d -name 'wal_*' -empty -mmin +60 -delete",
  )
}

async function inParts(paths: readonly string[], act: (part: string[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < paths.length; at += 500) await act(paths.slice(at, at + 500))
}
