import { type PostgresServer, readJson } from '../postgres/postgres-server.ts'
import { InterruptedError } from '../processes/pipeline.ts'
import { StepError } from '../steps/step.ts'

/** The database that the installation works with now, as far as it can be read. */
export interface LiveDatabase {
  name: string
  exists: boolean
  /** Why it cannot be read, when it is there. */
  fault: string | undefined
  /** Nobody has put anything into it. */
  isEmpty: boolean
  bytes: number
  properties: DatabaseProperties | undefined
}

/** With which a database is made, and what was set for it. */
export interface DatabaseProperties {
  encoding: string
  provider: string
  collate: string
  ctype: string
  locale: string | null
  settings: { role: string | null; setting: string }[]
}

const properties = `
  select coalesce((select json_build_object(
    'encoding', pg_encoding_to_char(encoding), 'provider', datlocprovider, 'collate', datcollate, 'ctype', datctype,
    'locale', datlocale,
    'settings', coalesce((select json_agg(json_build_object('role', rolname, 'setting', setting))
      from pg_db_role_setting left join pg_roles on pg_roles.oid = setrole, unnest(setconfig) as setting
      where setdatabase = pg_database.oid), '[]'))
    from pg_database where datname = :'name'), 'null')`

/** Of all schemas: whoever dropped `public` has the queue of jobs left. What is in the tables is not read. */
const contents = `
  select json_build_object('tables', (select count(*) from pg_tables
      where schemaname <> 'information_schema' and schemaname not like 'pg\\_%'),
    'bytes', pg_database_size(current_database()))`

export async function readLive(server: PostgresServer, name: string): Promise<LiveDatabase> {
  const found = await readJson<DatabaseProperties | null>(server, 'postgres', properties, { name })
  const live = { name, exists: found !== null, properties: found ?? undefined }
  if (found === null) return { ...live, fault: undefined, isEmpty: true, bytes: 0 }
  try {
    const { tables, bytes } = await readJson<{ tables: number; bytes: number }>(server, name, contents)
    return { ...live, fault: undefined, isEmpty: tables === 0, bytes }
  } catch (error) {
    if (!(error instanceof StepError) || error instanceof InterruptedError) throw error
    return { ...live, fault: error.message.replace(/^psql: /, ''), isEmpty: false, bytes: 0 }
  }
}
