import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import { runner } from 'node-pg-migrate'

const dir = fileURLToPath(new URL('../../migrations', import.meta.url))

/**
 * Brings the schema up to date: our SQL files, then the tables of the job queue. Safe to run twice and from two
 * places at once (node-pg-migrate holds an advisory lock).
 */
export async function migrate(databaseUrl: string, log: (line: string) => void): Promise<void> {
  const done = await runner({
    databaseUrl,
    dir,
    direction: 'up',
    migrationsTable: 'schema_migration',
    checkOrder: true,
    singleTransaction: true,
    log: () => undefined,
  })
  for (const { name } of done) log(`applied ${name}`)
  if (done.length === 0) log('schema is up to date')
  await runMigrations({ connectionString: databaseUrl })
}
