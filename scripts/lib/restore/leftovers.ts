import { momentOf } from '../postgres/database-names.ts'
import { listKept } from '../postgres/kept-databases.ts'
import { type PostgresServer, readJson } from '../postgres/postgres-server.ts'
import { letIn } from '../postgres/statements.ts'
import { dropNewDatabase } from './new-database.ts'

/**
 * Puts right what a killed run left: half-made databases and their roles go, and where it had shut people out they may
 * come in again. Whoever calls holds the lock, so that no other run has any of these.
 */
export async function clearLeftovers(
  server: PostgresServer,
  database: string,
  say: (line: string) => void,
): Promise<void> {
  const names = `select json_agg(name) from (select datname as name from pg_database union select rolname from pg_roles) as all_names`
  const left = (await readJson<string[]>(server, 'postgres', names)).filter(
    (name) => momentOf(name, database, 'restore') !== undefined,
  )
  for (const name of left) {
    say(`Removing ${name}, which a run that was broken off has left`)
    await dropNewDatabase(server, name)
  }
  const kept = (await listKept(server, database)).map(({ name }) => name)
  await server.sql('postgres', letIn([database, ...kept]))
}
