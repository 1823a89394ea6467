import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import { readJson } from '../postgres/postgres-server.ts'

interface Slot {
  active: boolean
  lost: boolean
  reached: boolean
}

const slot = `
  select json_build_object('active', active, 'lost', coalesce(wal_status, 'lost') = 'lost',
    'reached', coalesce(restart_lsn >= :'position'::pg_lsn, false))
  from pg_replication_slots where slot_name = 'wal_archiver'
  union all select json_build_object('active', false, 'lost', false, 'reached', false) limit 1`

/** What is wrong with the archive while it does not take what changes. */
export interface Standstill {
  words: string
  /** Whether something is missing in it by now. */
  lost: boolean
}

/** Waits until the archive has on its disk all that is written now; what is wrong when that takes too long. */
export async function untilArchived(
  server: PostgresServer,
  withinMs: number,
): Promise<Standstill | undefined> {
  const position = (await server.sql('postgres', 'select pg_current_wal_flush_lsn()')).trim()
  for (const deadline = Date.now() + withinMs; ; await sleep(300)) {
    const { active, lost, reached } = await readJson<Slot>(server, 'postgres', slot, { position })
    if (reached) return undefined
    if (Date.now() < deadline) continue
    if (lost) return { lost, words: 'what it had not taken in time is lost, and it was not started since' }
    const words = active
      ? 'wal-archive is more behind than it can catch up with at once'
      : 'wal-archive does not take what changes: see docker compose logs wal-archive'
    return { lost, words }
  }
}

/** The identifier of the running cluster. */
export const systemOf = async (server: PostgresServer) =>
  (await server.sql('postgres', 'select system_identifier from pg_control_system()')).trim()
