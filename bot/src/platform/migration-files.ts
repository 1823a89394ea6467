import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))
/** Where node-pg-migrate notes what it has applied. */
export const migrationsTable = 'schema_migration'

/** The migrations in the folder, by name, in the order in which they run. */
export function migrationNames(folder = migrationsFolder): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort()
}

export function readMigration(name: string): string {
  return readFileSync(join(migrationsFolder, `${name}.sql`), 'utf8')
}
