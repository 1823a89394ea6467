import sql from 'sql-template-tag'
import type { Db } from '../platform/postgres.ts'

/** So long after a death every process notes what it is at; and so long what was noted counts. */
const watchFor = '1 hour'

/** A session of Postgres that the process keeps as long as it lives. */
export interface LifeSession {
  query(text: string, values: string[]): Promise<{ rows: unknown[]; rowCount: number | null }>
}

/** First half of the advisory lock keys under which lives are shown. */
const lifeLock = 1_003

/** Shows on a session of its own that this process lives; the session's end is the end of the life. */
export async function showLife(client: LifeSession, life: string): Promise<void> {
  await client.query(`select pg_advisory_lock(${lifeLock}, hashtext($1))`, [life])
  // it was taken for dead while it had lost its session
  await client.query('insert into bot_life (id) values ($1) on conflict (id) do update set died_at = null', [
    life,
  ])
}

/** It stopped as it should. */
export async function endLife(client: LifeSession, life: string): Promise<void> {
  await client.query('delete from bot_life where id = $1', [life])
}

/** Notes who died without a word. Whether anybody has, lately. */
export async function noteDeaths(client: LifeSession, own: string): Promise<boolean> {
  const { rows } = await client.query(
    `select id, died_at is not null as died from bot_life
     where id <> $1 and (died_at is null or died_at > now() - interval '${watchFor}')`,
    [own],
  )
  const lives = rows as { id: string; died: boolean }[]
  let died = lives.some((life) => life.died)
  for (const { id } of lives.filter((life) => !life.died)) {
    const { rowCount } = await client.query(
      `update bot_life set died_at = now()
       where id = $1 and died_at is null and pg_try_advisory_xact_lock(${lifeLock}, hashtext($1))`,
      [id],
    )
    died ||= rowCount === 1
  }
  return died
}

/**
 * Notes that this process begins the work, unless one died over it. How many died over it; each is one that was at it
 * when it died, among other things.
 */
export async function beginUnlessSuspect(db: Db, work: string, life: string): Promise<number> {
  const { deaths } = await db.one<{ deaths: number }>(sql`
    with died as (
      select count(*) as deaths from work_attempt a join bot_life l on l.id = a.life
      where a.work = ${work} and l.died_at is not null and a.begun_at > now() - ${watchFor}::interval
    ), begun as (
      insert into work_attempt (work, life) select ${work}, ${life} from died where deaths = 0
      on conflict (work, life) do update set begun_at = now()
    )
    select deaths from died`)
  return deaths
}

export async function noteAttempt(db: Db, work: string, life: string): Promise<void> {
  await db.run(sql`
    insert into work_attempt (work, life) values (${work}, ${life})
    on conflict (work, life) do update set begun_at = now()`)
}

/** The work was done, or failed, and nobody died: it is no worse than any other. */
export async function forgetAttempts(db: Db, work: string): Promise<void> {
  await db.run(sql`delete from work_attempt where work = ${work}`)
}

/** Forgets deaths and attempts of which nothing follows any more. */
export async function pruneDeaths(db: Db): Promise<void> {
  await db.run(sql`
    with attempts as (delete from work_attempt where begun_at < now() - ${watchFor}::interval)
    delete from bot_life where died_at < now() - ${watchFor}::interval`)
}
