import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import { runner } from 'node-pg-migrate'
import pg from 'pg'

export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))
/** Where node-pg-migrate notes what it has applied. */
export const migrationsTable = 'schema_migration'

/**
 * Brings the schema up to date: our SQL files, then the tables of the job queue. Safe to run twice and from two
 * places at once (node-pg-migrate holds an advisory lock).
 */
export async function migrate(databaseUrl: string, log: (line: string) => void): Promise<void> {
  const client = new pg.Client(databaseUrl)
  // a migration that could not do all says what the operator should
  client.on('notice', ({ severity, message }) => {
    if (severity === 'WARNING' && message !== undefined) log(message)
  })
  await client.connect()
  try {
    const done = await runner({
      dbClient: client,
      dir: migrationsFolder,
      direction: 'up',
      migrationsTable,
      checkOrder: true,
      singleTransaction: true,
      log: () => undefined,
    })
    for (const { name } of done) log(`applied ${name}`)
    if (done.length === 0) log('schema is up to date')
  } finally {
    await client.end()
  }
  await runMigrations({ connectionString: databaseUrl })
}
