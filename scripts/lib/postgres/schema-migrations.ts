import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type PostgresServer, readJson } from './postgres-server.ts'

/** Migrations that this checkout has, by name. */
export function knownMigrations(root: string): string[] {
  const files = readdirSync(join(root, 'bot', 'migrations'))
  return files.filter((file) => file.endsWith('.sql')).map((file) => file.replace(/\.sql$/, ''))
}

/** Those that a database has had. */
export function appliedMigrations(server: PostgresServer, database: string): Promise<string[]> {
  const applied = "select coalesce(json_agg(name), '[]') from public.schema_migration"
  return readJson<string[]>(server, database, applied)
}
