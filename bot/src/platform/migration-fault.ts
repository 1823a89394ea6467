import { DatabaseError } from 'pg'
import { isDatabaseAway } from './fault.ts'

/** The schema could not be brought up to date; the message, which holds no data, says what to do. */
export class MigrationFault extends Error {
  override readonly name = 'MigrationFault'
}

/** SQLSTATE. */
const lockTimeout = '55P03'
const deadlock = '40P01'
const cancelled = '57014'

/** Somebody else has the lock: the same may do a little later. */
export function isLocked(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === lockTimeout || error.code === deadlock)
}

/** With words for what is wrong with the migration itself; any other error as it is. */
export function explainMigration(error: unknown, migration: string | undefined): unknown {
  if (!(error instanceof Error)) return error
  if (error.message.startsWith('Not run migration')) {
    return new MigrationFault(`${error.message}: this is not a version that follows the one before`, {
      cause: error,
    })
  }
  if (error.message.startsWith('Database is using Graphile Worker schema')) {
    return new MigrationFault(
      'the job queue was changed by a newer version so that this one cannot work with it: deploy that one again, or restore the backup of before it',
      { cause: error },
    )
  }
  if (!(error instanceof DatabaseError) || migration === undefined) return error
  const tookTooLong = error.code === cancelled
  if (isDatabaseAway(error) && !tookTooLong) return error
  const words = tookTooLong ? 'took too long' : `failed: ${wordsOf(error)}`
  return new MigrationFault(`${migration} ${words}; all of it was rolled back, nothing was changed`, {
    cause: error,
  })
}

/** Postgres quotes rows in many a message; those of class 42 are about the statement, and so about our file alone. */
function wordsOf({ code = '', message, table, column, constraint }: DatabaseError): string {
  if (code.startsWith('42')) return message
  const places = Object.entries({ table, column, constraint }).flatMap(([sort, name]) =>
    name === undefined ? [] : `${sort} ${name}`,
  )
  return [`SQLSTATE ${code}`, ...places].join(', ')
}
