import pg from 'pg'

/** SQLSTATE. */
const tooManyConnections = '53300'

/** `busy`: it answers, but every connection of the pool is taken, and none came free in time. */
export type DatabaseAnswer = 'ok' | 'busy' | 'none'

/**
 * Asks the database something, as an update would. A pool without a free connection says nothing of the database: then
 * one connection beside it tells the two apart.
 */
export async function probeDatabase(pool: pg.Pool, timeoutMs: number): Promise<DatabaseAnswer> {
  const beside = isFull(pool) ? answers(askBeside(pool, timeoutMs), timeoutMs) : Promise.resolve(false)
  if (await answers(pool.query('select 1'), timeoutMs)) return 'ok'
  return (await beside) ? 'busy' : 'none'
}

function isFull({ idleCount, totalCount, options }: pg.Pool): boolean {
  return idleCount === 0 && totalCount >= options.max
}

async function askBeside(pool: pg.Pool, timeoutMs: number): Promise<void> {
  const client = new pg.Client({
    ...pool.options,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    application_name: 'schoolbot health',
  })
  // a connection lost later than that would end the process
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
  } catch (error) {
    // what has no connection left for us is there
    if (!(error instanceof pg.DatabaseError) || error.code !== tooManyConnections) throw error
  } finally {
    void client.end().catch(() => undefined)
  }
}

/** Whether there is an answer in time; a refusal is none. */
async function answers(asked: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), timeoutMs)
  const answered = asked.then(
    () => true,
    () => false,
  )
  return Promise.race([answered, late.promise]).finally(() => clearTimeout(timer))
}
