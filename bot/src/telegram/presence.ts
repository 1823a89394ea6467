import pg from 'pg'
import { connectionTo, type DatabaseAddress } from '../platform/connection.ts'
import { TransientFault } from '../platform/fault.ts'
import type { Log } from '../platform/log.ts'

/** First halves of our advisory lock keys: who polls, and which job queues live. Others stay away from them. */
const pollerLock = 1_001
const workerLock = 1_002

/**
 * A session of its own in Postgres that shows the others that this process lives. Its locks end with the process, even
 * with kill -9: then another replica polls, and the jobs the dead one held are set free.
 */
export interface Presence {
  /** Shows that the worker of this name lives here; the one before it does not any more. */
  announce(workerId: string): void
  /** Whether this process is the poller; tries to become it when nobody is. */
  tryLead(): Promise<boolean>
  close(): Promise<void>
}

export interface PresenceOptions extends DatabaseAddress {
  log: Log
}

const sweepMs = 3_000
/** Postgres ends a session that is silent for so long: its process is frozen, or its host is gone without a word. */
const silentMs = 8_000

export function createPresence({ log, ...address }: PresenceOptions): Presence {
  let session: pg.Client | undefined
  let leads = false
  let workerId: string | undefined
  /** The name this session holds a lock for. */
  let shown: string | undefined
  let closed = false
  /** After all sessions were lost, with Postgres, everybody gets the time to show that he lives. */
  let sweepsFrom = 0
  let work: Promise<unknown> = Promise.resolve()

  /** One statement at a time, each on a session that lives; a lost session loses its locks. */
  function withSession<T>(use: (client: pg.Client) => Promise<T>): Promise<T> {
    const result = work.then(async () => {
      if (closed) throw new TransientFault('stopping')
      session ??= await open()
      await showName(session)
      return use(session)
    })
    work = result.catch(() => drop())
    return result
  }

  const away = (err: unknown) => log.debug({ err }, 'presence session is away')

  async function open(): Promise<pg.Client> {
    const client = new pg.Client({
      ...connectionTo(address),
      connectionTimeoutMillis: 3_000,
      query_timeout: 5_000,
      keepAlive: true,
      application_name: 'schoolbot presence',
    })
    client.on('error', () => lose(client))
    await client.connect()
    await client.query(`set idle_session_timeout = ${silentMs}`)
    return client
  }

  /** Locks the worker's name, once in a session: locks of a session add up. */
  async function showName(client: pg.Client): Promise<void> {
    if (shown === workerId) return
    await client.query('select pg_advisory_lock($1, hashtext($2))', [workerLock, workerId])
    if (shown !== undefined)
      await client.query('select pg_advisory_unlock($1, hashtext($2))', [workerLock, shown])
    shown = workerId
  }

  function lose(client: pg.Client): void {
    if (session !== client) return
    drop()
    // at once: until this process shows again that it lives, others count it as dead
    withSession(async () => undefined).catch(away)
  }

  function drop(): void {
    if (session !== undefined) sweepsFrom = performance.now() + 2 * sweepMs
    const lost = session
    session = undefined
    shown = undefined
    leads = false
    lost?.end().catch(() => undefined)
  }

  async function freeJobsOfTheDead(): Promise<void> {
    await withSession(async (client) => {
      if (performance.now() < sweepsFrom) {
        // a silent session would be ended as that of a frozen process
        await client.query('select 1')
        return
      }
      const { rows } = await client.query<{ id: string }>(
        // five seconds: a process that has just started may hold a job before it has shown that it lives
        `select locked_by as id from graphile_worker._private_jobs
         where locked_by <> $1 and locked_at < now() - interval '5 seconds'
         union select locked_by from graphile_worker._private_job_queues
         where locked_by <> $1 and locked_at < now() - interval '5 seconds'`,
        [workerId ?? ''],
      )
      for (const { id } of rows) {
        const lock = await client.query<{ dead: boolean }>(
          'select pg_try_advisory_lock($1, hashtext($2)) as dead',
          [workerLock, id],
        )
        if (!lock.rows[0]?.dead) continue
        await client.query('select graphile_worker.force_unlock_workers(array[$1])', [id])
        await client.query('select pg_advisory_unlock($1, hashtext($2))', [workerLock, id])
        log.warn({ dead: id }, 'set free the jobs of a process that died')
      }
    })
  }

  const timer = setInterval(() => void freeJobsOfTheDead().catch(away), sweepMs)
  void freeJobsOfTheDead().catch(away)

  return {
    announce(id) {
      workerId = id
      withSession(async () => undefined).catch(away)
    },
    async tryLead() {
      return withSession(async (client) => {
        if (leads) {
          // proves that the session, and with it the lock, still lives
          await client.query('select 1')
          return true
        }
        const { rows } = await client.query<{ leads: boolean }>(
          'select pg_try_advisory_lock($1, 0) as leads',
          [pollerLock],
        )
        leads = rows[0]?.leads ?? false
        return leads
      })
    },
    async close() {
      if (closed) return
      closed = true
      clearInterval(timer)
      await work
      const last = session
      session = undefined
      await last?.end().catch(() => undefined)
    },
  }
}
