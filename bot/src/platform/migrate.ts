import { runMigrations } from 'graphile-worker'
import { PG_MIGRATE_LOCK_ID, runner } from 'node-pg-migrate'
import pg from 'pg'
import { connectionTo, type DatabaseAddress } from './connection.ts'
import { type LockPatience, usualPatience, withPatience } from './lock-patience.ts'
import { explainMigration } from './migration-fault.ts'
import { migrationNames, migrationsFolder, migrationsTable } from './migration-files.ts'

export interface MigrateOptions {
  log: (line: string) => void
  folder?: string
  patience?: LockPatience
}

/** No statement of ours takes minutes at a school: one that does keeps people out for as long, and is better ended. */
const statementMs = 5 * 60_000
/** A process that froze in the middle must not keep its locks. */
const idleMs = 20_000

/**
 * Brings the schema up to date: our SQL files in one transaction, then the tables of the job queue. Safe to run twice and
 * from two places at once (an advisory lock). A schema that a newer version has changed stays as it
 * is: that version only added to it, or its operator knows that it did more.
 */
export async function migrate(
  address: DatabaseAddress,
  { log, folder = migrationsFolder, patience = usualPatience }: MigrateOptions,
): Promise<void> {
  const settings: pg.ClientConfig = {
    ...connectionTo(address),
    connectionTimeoutMillis: 10_000,
    lock_timeout: patience.lockMs,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: idleMs,
    keepAlive: true,
    application_name: 'schoolbot migrate',
  }
  const client = new pg.Client(settings)
  // a migration that could not do all says what the operator should
  client.on('notice', ({ severity, message }) => {
    if (severity === 'WARNING' && message !== undefined) log(message)
  })
  // the statement that it cuts off fails too
  client.on('error', () => undefined)
  await client.connect()
  try {
    const waiting = { patience, client, log }
    const done = await withPatience(() => applyFiles(client, folder), waiting)
    for (const name of done) log(`applied ${name}`)
    await withPatience(() => migrateQueue(settings), waiting)
    if (done.length === 0) log(await wordsForNothing(client, folder))
  } finally {
    await client.end()
  }
}

/** Returns the names of those that were pending. One at a time: whoever comes second waits as for any other lock. */
async function applyFiles(client: pg.Client, folder: string): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [PG_MIGRATE_LOCK_ID])
  let current: string | undefined
  try {
    const done = await runner({
      dbClient: client,
      dir: folder,
      direction: 'up',
      migrationsTable,
      checkOrder: true,
      singleTransaction: true,
      // above, and by its number: its own gives back what it did not get
      noLock: true,
      log: (line: string) => {
        current = /^### MIGRATION (\S+) \(UP\) ###$/.exec(line)?.[1] ?? current
      },
    })
    return done.map(({ name }) => name)
  } catch (error) {
    throw explainMigration(error, current)
  } finally {
    // a connection that was lost has given it back
    await client.query('select pg_advisory_unlock($1)', [PG_MIGRATE_LOCK_ID]).catch(() => undefined)
  }
}

/** graphile-worker has a transaction for each of its steps. */
async function migrateQueue(settings: pg.ClientConfig): Promise<void> {
  const pool = new pg.Pool({ ...settings, max: 1 })
  try {
    await runMigrations({ pgPool: pool })
  } catch (error) {
    throw explainMigration(error, 'the job queue')
  } finally {
    await pool.end()
  }
}

async function wordsForNothing(client: pg.Client, folder: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(`select name from ${migrationsTable} order by name`)
  const ours = migrationNames(folder)
  const newer = rows.map(({ name }) => name).filter((name) => !ours.includes(name))
  if (newer.length === 0) return 'schema is up to date'
  return `the schema is newer than this version, and stays as it is: a later one has applied ${newer.join(', ')}`
}
