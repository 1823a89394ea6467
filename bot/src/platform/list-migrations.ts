import pg from 'pg'
import { connectionTo, type DatabaseAddress } from './connection.ts'
import { migrationNames, migrationsTable } from './migration-files.ts'

export interface MigrationState {
  name: string
  /** `unknown`: a newer version of the bot has applied it. */
  state: 'applied' | 'pending' | 'unknown'
  appliedAt?: Date
}

/** Which migrations the database has had, in the order in which they run. Changes nothing. */
export async function listMigrations(address: DatabaseAddress): Promise<MigrationState[]> {
  const applied = new Map((await readApplied(address)).map(({ name, run_on }) => [name, run_on]))
  const ours = migrationNames()
  return [...new Set([...ours, ...applied.keys()])].sort().map((name) => {
    const appliedAt = applied.get(name)
    if (appliedAt === undefined) return { name, state: 'pending' }
    return { name, state: ours.includes(name) ? 'applied' : 'unknown', appliedAt }
  })
}

async function readApplied(address: DatabaseAddress): Promise<{ name: string; run_on: Date }[]> {
  const client = new pg.Client({ ...connectionTo(address), connectionTimeoutMillis: 10_000 })
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
