import { readdirSync } from 'node:fs'
import pg from 'pg'
import { migrationsFolder, migrationsTable } from './migrate.ts'

export interface MigrationState {
  name: string
  /** `unknown`: a newer version of the bot has applied it. */
  state: 'applied' | 'pending' | 'unknown'
  appliedAt?: Date
}

/** Which migrations the database has had, in the order in which they run. Changes nothing. */
export async function listMigrations(databaseUrl: string): Promise<MigrationState[]> {
  const applied = new Map((await readApplied(databaseUrl)).map(({ name, run_on }) => [name, run_on]))
  const ours = readdirSync(migrationsFolder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''))
  return [...new Set([...ours, ...applied.keys()])].sort().map((name) => {
    const appliedAt = applied.get(name)
    if (appliedAt === undefined) return { name, state: 'pending' }
    return { name, state: ours.includes(name) ? 'applied' : 'unknown', appliedAt }
  })
}

async function readApplied(databaseUrl: string): Promise<{ name: string; run_on: Date }[]> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    const found = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
      migrationsTable,
    ])
    if (found.rows[0]?.there !== true) return []
    const { rows } = await client.query<{ name: string; run_on: Date }>(
      `select name, run_on from ${migrationsTable}`,
    )
    return rows
  } finally {
    await client.end()
  }
}
