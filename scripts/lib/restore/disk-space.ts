import { sizeOf } from '../backup/list-lines.ts'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import { runPipeline } from '../processes/pipeline.ts'
import { PreflightError } from '../steps/step.ts'
import type { RestoreSource } from './restore-source.ts'

/** What Postgres writes beside the tables while it loads them. */
const spareBytes = 64 * 1024 * 1024

/** Throws when a second database has no room beside the present one. */
export async function checkSpace(server: PostgresServer, source: RestoreSource): Promise<void> {
  const df = ['df', '--output=avail', '--block-size=1', '/var/lib/postgresql']
  const { printed } = await runPipeline([server.program('df', df)])
  const free = Number(printed.trim().split('\n').at(-1))
  const needed = Math.round(source.databaseBytes * 1.2) + spareBytes
  if (!Number.isFinite(free) || free >= needed) return
  throw new PreflightError(
    `there is no room for a second database: about ${sizeOf(needed)} are needed and ${sizeOf(free)} are free where Docker keeps its volumes: make room there and start again`,
  )
}
