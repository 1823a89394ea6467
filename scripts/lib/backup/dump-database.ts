import { type DatabaseFacts, readFacts } from '../postgres/database-facts.ts'
import { readJson } from '../postgres/postgres-server.ts'
import { takeSnapshot } from '../postgres/snapshot.ts'
import type { BackupRun } from './backup-run.ts'
import type { DatabaseDump } from './manifest.ts'
import { tellingItsSum, writeFile } from './write-file.ts'

type About = Pick<DatabaseDump, 'owner' | 'databaseBytes' | 'settings'>

const about = `
  select json_build_object(
    'owner', pg_get_userbyid(datdba),
    'databaseBytes', pg_database_size(oid),
    'settings', coalesce((select json_agg(setting order by setting) from pg_db_role_setting, unnest(setconfig) as setting
      where setdatabase = pg_database.oid and setrole = 0), '[]'))
  from pg_database where datname = :'name'`

/** Tables are locked as by any reader; one that is being altered is waited for no longer than this. */
const lockWait = '--lock-wait-timeout=60s'
/** Faster than gzip, and smaller; what reads it back has been able to for years. */
const compression = '--compress=zstd:3'

export async function hasDatabase({ server }: BackupRun, database: string): Promise<boolean> {
  const sql = "select count(*) from pg_database where datname = :'name'"
  return (await server.sql('postgres', sql, { name: database })).trim() === '1'
}

/** Dumps a database while it is in use: the file and what is counted are of one moment. */
export async function dumpDatabase(
  run: BackupRun,
  { database, name, sealed }: { database: string; name: string; sealed: boolean },
): Promise<DatabaseDump> {
  const { server } = run
  const properties = await readJson<About>(server, 'postgres', about, { name: database })
  await using snapshot = await takeSnapshot(server, database)
  const dump = ['pg_dump', '--format=custom', compression, lockWait, `--snapshot=${snapshot.id}`]
  const written = writeFile(run, {
    name: `${name}.dump`,
    programs: [server.program('pg_dump', tellingItsSum([...dump, `--dbname=${database}`]))],
    sealed,
    // a table of contents alone can be read of a file that is cut short
    check: server.program('the check of the dump', ['pg_restore', '--file=/dev/null']),
  })
  const counted = readSnapshot(snapshot.json)
  const [file, { facts, newest }] = await Promise.all([written, counted])
  return { ...file, database, ...properties, facts, newest }
}

async function readSnapshot(
  json: <Row>(statement: string) => Promise<Row>,
): Promise<{ facts: DatabaseFacts; newest: string | null }> {
  const facts = await readFacts(json)
  const newest =
    'public.telegram_update' in facts.rows
      ? await json<string | null>(
          "select coalesce(to_json(max(received_at)), 'null') from public.telegram_update",
        )
      : null
  return { facts, newest }
}
