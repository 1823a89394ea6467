import type { PostgresServer } from '../postgres/postgres-server.ts'
import { identifier, literal } from '../postgres/statements.ts'
import { StepError } from '../steps/step.ts'
import type { DatabaseProperties } from './live-database.ts'

type Settings = DatabaseProperties['settings']

/** Whose values are lists, in which each name has quotes of its own. */
const lists = ['search_path', 'temp_tablespaces', 'session_preload_libraries', 'local_preload_libraries']

/** ALTER DATABASE ... SET for each; undefined for one that cannot be such a setting. */
export function settingStatement(database: string, { role, setting }: Settings[number]): string | undefined {
  const [, name, value] = /^([a-z_][\w.]*)=(.*)$/is.exec(setting) ?? []
  if (name === undefined || value === undefined) return undefined
  const isList = lists.includes(name.toLowerCase())
  if (isList && !/^[\w$", -]*$/.test(value)) return undefined
  const of =
    role === null
      ? `database ${identifier(database)}`
      : `role ${identifier(role)} in database ${identifier(database)}`
  return `alter ${of} set ${name} to ${isList && value !== '' ? value : literal(value)}`
}

/** What pg_dump does not write: settings of the database, who owns it, and who may come in. Warns of what does not go. */
export async function makeItOurs(
  server: PostgresServer,
  database: string,
  { owner, readers, settings }: { owner: string; readers: readonly string[]; settings: Settings },
  say: (line: string) => void,
): Promise<void> {
  for (const one of settings) {
    const statement = settingStatement(database, one)
    if (statement === undefined) continue
    await server.sql('postgres', statement).catch((error: unknown) => {
      if (!(error instanceof StepError)) throw error
      say(`WARNING: the setting ${one.setting} of the database is left out: ${error.message}`)
    })
  }
  // as postgres/init/10-databases.sh has it
  const grants = readers.map(
    (reader) => `select format('grant connect on database %I to %I', :'database', rolname)
      from pg_roles where rolname = ${literal(reader)} \\gexec`,
  )
  await server.sql(
    'postgres',
    [
      'alter database :"database" owner to :"owner";',
      'revoke all on database :"database" from public;',
      ...grants,
    ].join('\n'),
    { database, owner },
  )
}

/** The dashboards read the figures of a database that came without its rights. */
export async function grantFigures(server: PostgresServer, database: string, owner: string): Promise<void> {
  const has = "select count(*) from pg_proc where oid = to_regprocedure('public.grant_kpi_views()')"
  if ((await server.sql(database, has)).trim() === '0') return
  await server.sql(database, 'set search_path = public; set role :"owner"; select grant_kpi_views();', {
    owner,
  })
}
