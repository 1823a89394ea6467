import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PostgresServer } from './postgres-server.ts'

const file = join(import.meta.dirname, '..', '..', '..', 'postgres', 'init', '20-reader-fence.sql')

/**
 * Takes from everybody in a database of the school what Grafana's user must not do. Only a superuser may: the bot's own
 * migration of the same words cannot, and of what a dump says of functions of Postgres's own its owner restores nothing.
 */
export async function raiseReaderFence(server: PostgresServer, database: string): Promise<void> {
  await server.sql(database, readFileSync(file, 'utf8'))
}
