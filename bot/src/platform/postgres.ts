import pg from 'pg'
import sql, { type Sql } from 'sql-template-tag'
import { connectionTo, type DatabaseAddress } from './connection.ts'
import { isDatabaseAway, TransientFault } from './fault.ts'

/** What every store function takes first: the pool, or the transaction of the caller. */
export interface Db {
  /** All rows. The type argument is a promise about the SELECT list; a store test holds it. */
  many<Row>(sql: Sql): Promise<Row[]>
  /** The only row, or undefined when there is none. */
  maybeOne<Row>(sql: Sql): Promise<Row | undefined>
  /** The only row; throws when there is none. */
  one<Row>(sql: Sql): Promise<Row>
  /** Number of rows affected. */
  run(sql: Sql): Promise<number>
}

/** A Db whose statements commit or roll back together. */
export interface Tx extends Db {
  readonly transaction: true
}

export interface Database extends Db {
  /** Runs `work` in one transaction; commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  readonly pool: pg.Pool
}

export interface DatabaseOptions extends DatabaseAddress {
  max: number
  onError?: (error: Error) => void
}

/** bigint keys of Telegram fit 52 bits, so a Number holds them exactly; everything else as pg does it. */
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
}

export function createPool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    ...connectionTo(options),
    max: options.max,
    types: typeParsers,
    connectionTimeoutMillis: 3_000,
    statement_timeout: 10_000,
    // a server that vanished without a word must not hold an update for minutes
    query_timeout: 15_000,
    // nor must a process that vanished or froze in the middle of a transaction keep its locks
    idle_in_transaction_session_timeout: 20_000,
    keepAlive: true,
    application_name: 'schoolbot',
  })
  const onError = (error: Error) => options.onError?.(error)
  pool.on('error', onError)
  // a client in use: its query fails too, but without a listener the event would end the process
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

/** Wraps a pool. Faults of the connection are thrown as TransientFault, everything else as it is. */
export function createDatabase(options: DatabaseOptions): Database {
  const pool = createPool(options)
  const queries = createQueries(createStatementNames())
  return {
    ...queries(pool),
    pool,
    transaction: (work) => transaction(pool, (client) => work({ ...queries(client), transaction: true })),
  }
}

async function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await awayIsTransient(pool.connect())
  let broken: Error | undefined
  // without a listener a connection lost between two statements would end the process
  const onLost = (error: Error) => {
    broken = error
  }
  client.on('error', onLost)
  try {
    await awayIsTransient(client.query('begin'))
    const result = await work(client)
    await awayIsTransient(client.query('commit'))
    return result
  } catch (error) {
    if (error instanceof TransientFault && error.isOutdatedPlan) broken = error
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    client.off('error', onLost)
    client.release(broken)
  }
}

type Queryable = Pick<pg.ClientBase, 'query'>

function createQueries(nameOf: (text: string) => string): (client: Queryable) => Db {
  return (client) =>
    queries((sql) => client.query({ name: nameOf(sql.text), text: sql.text, values: sql.values }))
}

function queries(query: (sql: Sql) => Promise<pg.QueryResult>): Db {
  const run = (sql: Sql) => awayIsTransient(query(sql))
  async function maybeOne<Row>(sql: Sql): Promise<Row | undefined> {
    const { rows } = await run(sql)
    if (rows.length > 1) throw new Error('expected at most one row')
    return rows[0]
  }
  return {
    maybeOne,
    many: async (sql) => (await run(sql)).rows,
    run: async (sql) => (await run(sql)).rowCount ?? 0,
    async one<Row>(sql: Sql) {
      const row = await maybeOne<Row>(sql)
      if (row === undefined) throw new Error('expected one row')
      return row
    },
  }
}

async function awayIsTransient<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise
  } catch (error) {
    throw isDatabaseAway(error) ? new TransientFault('postgres', error) : error
  }
}

/**
 * One name per statement text, so that each connection parses and plans it once: the largest saving per update.
 * SQL is built from templates with values apart, so the number of texts is the number of places in the code.
 */
function createStatementNames(): (text: string) => string {
  const names = new Map<string, string>()
  return (text) => {
    const name = names.get(text) ?? `s${names.size + 1}`
    names.set(text, name)
    return name
  }
}

/** Whether the schema is there; throws TransientFault while the database is away. */
export async function probeSchema(db: Db): Promise<void> {
  await db.run(sql`select from telegram_update where false`)
}
