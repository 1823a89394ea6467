import type { PostgresServer } from '../postgres/postgres-server.ts'
import { runPipeline } from '../processes/pipeline.ts'
import { reach } from '../steps/failpoint.ts'
import { StepError } from '../steps/step.ts'
import { sizeOf } from '../words/sizes-and-ages.ts'
import { stampOf } from '../words/stamp.ts'
import type { BaseFacts } from './archive-listing.ts'
import type { ArchivePlace } from './archive-place.ts'

/** Where a killed run leaves something behind: tests die at each of them. */
export const archiveMoments = ['archive: base copied', 'archive: base named', 'archive: packed'] as const

const command = [
  ...['pg_basebackup', '--pgdata=-', '--format=tar', '--wal-method=none', '--checkpoint=fast'],
  ...['--compress=client-zstd:3', '--no-password'],
]

/**
 * A copy of the whole cluster, taken while people work. Under its own name it is whole and on the disk. It can be used
 * once the log until its end is archived.
 */
export async function makeBase(
  place: ArchivePlace,
  server: PostgresServer,
  system: string,
): Promise<BaseFacts> {
  const begunAt = new Date()
  await checkRoom(place, server)
  const name = `${system}/base/base_${stampOf(begunAt)}`
  const store = `mkdir -p "\${1%/*}"; cat > "$1.tar.zst.partial"; sync "$1.tar.zst.partial"
    sha256sum < "$1.tar.zst.partial"; stat --format=%s "$1.tar.zst.partial"
    zstd -dc < "$1.tar.zst.partial" | tar --extract --to-stdout backup_label`
  const { printed, first } = await runPipeline([
    server.program('pg_basebackup', command),
    place.program('the archive', store, [name]),
  ])
  reach('archive: base copied')
  const [sumLine = '', bytes = ''] = printed.split('\n')
  if (sumLine.split(' ')[0] !== first.sha256) {
    throw new StepError('the base backup did not arrive as it was sent: start again')
  }
  const start = /^START WAL LOCATION: (\S+)/m.exec(printed)?.[1]
  const timeline = /^START TIMELINE: (\d+)/m.exec(printed)?.[1]
  if (start === undefined || timeline === undefined)
    throw new Error(`a backup_label without places: ${printed}`)
  // a little after its end, which nobody tells; the byte before, for a segment that was not begun has no file
  const end = (await server.sql('postgres', 'select pg_current_wal_flush_lsn() - 1')).trim()
  const facts: BaseFacts = {
    ...{ version: 1, begunAt: begunAt.toISOString(), doneAt: new Date().toISOString() },
    ...{ start, end, timeline: Number(timeline), bytes: Number(bytes), sha256: first.sha256 },
    postgres: (await server.sql('postgres', 'show server_version')).trim(),
  }
  // the facts last: without them a copy is none
  const rename = `mv "$1.tar.zst.partial" "$1.tar.zst"; printf '%s\\n' "$2" > "$1.json.partial"
    mv "$1.json.partial" "$1.json"; sync "$1.json" "\${1%/*}"`
  await place.run('the archive', rename, [name, JSON.stringify(facts)])
  reach('archive: base named')
  return facts
}

/** Compressed it is a part of the cluster, and nobody knows how small. */
async function checkRoom(place: ArchivePlace, server: PostgresServer): Promise<void> {
  const all = Number(await server.sql('postgres', 'select sum(pg_database_size(oid)) from pg_database'))
  const needed = Math.ceil(all / 2) + 64 * 2 ** 20
  const free = Number(await place.run('the archive', 'df --output=avail --block-size=1 . | tail -n 1'))
  if (free >= needed) return
  throw new StepError(
    `the archive has room for ${sizeOf(free)}, and a base backup may need ${sizeOf(needed)}: make room on the disk of Docker's volumes`,
  )
}
