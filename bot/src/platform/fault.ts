import { DatabaseError } from 'pg'
import { isTlsFault } from './connection-fault.ts'

/** SQLSTATE of our own statement_timeout. */
const queryCancelled = '57014'

/** Something outside is away for the moment: the same work will succeed later. Never a bug of ours. */
export class TransientFault extends Error {
  override readonly name = 'TransientFault'
  readonly part: 'postgres' | 'redis' | 'starting' | 'stopping'

  /** The database took too long over this one statement: perhaps it always will. */
  get isTimeout(): boolean {
    return this.cause instanceof DatabaseError && this.cause.code === queryCancelled
  }

  /** A migration changed what a prepared statement gives: the connection has to go, a new one prepares it anew. */
  get isOutdatedPlan(): boolean {
    return isOutdatedPlan(this.cause)
  }

  constructor(part: TransientFault['part'], cause?: unknown) {
    super(`${part} is away`, { cause })
    this.part = part
  }
}

/** SQLSTATE classes and codes after which a retry of the transaction is right (PostgreSQL manual, appendix A). */
const transientStates = [
  '08', // connection exception
  '53', // insufficient resources
  '57P', // operator intervention: shutdown, crash, cannot connect now
  '40001', // serialization failure
  '40P01', // deadlock detected
  '55P03', // lock not available
  queryCancelled,
  '25P03', // idle in transaction timeout
]

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // the unix socket of a stopped server
])

/** pg reports a lost connection as a plain Error; these constant words are its only mark (pg 8.23). */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout|Cannot use a pool after calling end|Connection is closed)/

/** «cached plan must not change result type»; its code is one for many faults, and its words are translated. */
function isOutdatedPlan(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery'
}

/** Whether a query failed because the database is away or has just changed, not because the query is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof TransientFault) return error.part === 'postgres'
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway)
  if (!(error instanceof Error)) return false
  if (error instanceof DatabaseError) {
    return isOutdatedPlan(error) || transientStates.some((state) => error.code?.startsWith(state) ?? false)
  }
  if ('code' in error && typeof error.code === 'string' && networkCodes.has(error.code)) return true
  return lostConnection.test(error.message) || isTlsFault(error)
}
