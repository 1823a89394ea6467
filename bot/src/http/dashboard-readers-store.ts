import sql from 'sql-template-tag'
import type { Db } from '../platform/postgres.ts'

/**
 * Ends sessions of grafana_reader in this database whose transaction is older than that, or that hold a lock such as the
 * bot waits for; returns how many. Who is no member of the role may not, and ends none.
 */
export async function endLongReaders(db: Db, seconds: number): Promise<number> {
  const { ended } = await db.one<{ ended: number }>(sql`
    select count(*) filter (where pg_terminate_backend(pid)) as ended from pg_stat_activity as reader
    where datname = current_database() and usename = 'grafana_reader' and pg_has_role(usesysid, 'usage')
      and (
        xact_start < clock_timestamp() - make_interval(secs => ${seconds})
        or exists (select from pg_locks where pg_locks.pid = reader.pid and locktype = 'advisory')
      )`)
  return ended
}
