import { runPipeline } from '../processes/pipeline.ts'
import { PreflightError } from '../steps/step.ts'
import { sizeOf } from '../words/sizes-and-ages.ts'
import type { PostgresServer } from './postgres-server.ts'

/** What is left to the Postgres of the school in any case: one that cannot write stops. */
const spareBytes = 512 * 2 ** 20

/** Throws a PreflightError when there is no room for so much more where Docker keeps its volumes. */
export async function requireRoom(
  server: Pick<PostgresServer, 'program'>,
  { bytes, what }: { bytes: number; what: string },
): Promise<void> {
  const df = ['df', '--output=avail', '--block-size=1', '/var/lib/postgresql']
  const { printed } = await runPipeline([server.program('df', df)])
  const free = Number(printed.trim().split('\n').at(-1))
  const needed = Math.round(bytes) + spareBytes
  if (!Number.isFinite(free) || free >= needed) return
  throw new PreflightError(
    `there is no room for ${what}: about ${sizeOf(needed)} are needed and ${sizeOf(free)} are free where Docker keeps its volumes: make room there and start again`,
  )
}
