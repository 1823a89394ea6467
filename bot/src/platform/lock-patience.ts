import { setTimeout } from 'node:timers/promises'
import type { Client } from 'pg'
import { isLocked, MigrationFault } from './migration-fault.ts'

/** How long migrations wait for what others hold. */
export interface LockPatience {
  /** Everybody who comes later to a table queues behind a statement that waits for its lock: so it gives up early. */
  lockMs: number
  /** Between the attempts; there is one more attempt than pauses. */
  pausesMs: readonly number[]
}

/** A wait is less than the bot's own statements are given (10 s), and all together less than a minute. */
export const usualPatience: LockPatience = { lockMs: 3_000, pausesMs: [1_000, 2_000, 4_000, 8_000, 16_000] }

/** Tries again while somebody else holds a lock; what an attempt did is rolled back by then. */
export async function withPatience<T>(
  attempt: () => Promise<T>,
  { patience, client, log }: { patience: LockPatience; client: Client; log: (line: string) => void },
): Promise<T> {
  const attempts = patience.pausesMs.length + 1
  const waited = `no lock within ${patience.lockMs / 1000} s`
  for (const [index, pause] of patience.pausesMs.entries()) {
    try {
      return await attempt()
    } catch (error) {
      if (!isLocked(error)) throw error
      log(
        `${waited}, held by ${await holders(client, patience)}; nothing was changed, attempt ${index + 2} of ${attempts} in ${pause / 1000} s`,
      )
      await setTimeout(pause)
    }
  }
  try {
    return await attempt()
  } catch (error) {
    if (!isLocked(error)) throw error
    throw new MigrationFault(
      `${waited} in ${attempts} attempts: nothing was changed. Held by ${await holders(client, patience)}. End that (select pg_terminate_backend(process)) or wait for its end, and run migrate again`,
      { cause: error },
    )
  }
}

interface Holder {
  pid: number
  usename: string | null
  application_name: string
  state: string | null
  seconds: number | null
}

/** Whose transactions are older than our wait: one of them had the lock. What other users do Postgres may not tell. */
async function holders(client: Client, { lockMs }: LockPatience): Promise<string> {
  const { rows } = await client.query<Holder>(
    `select pid, usename, application_name, state, extract(epoch from now() - xact_start)::integer as seconds
     from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()
       and coalesce(xact_start < now() - make_interval(secs => $1), true)
       and pid in (select pid from pg_locks where granted and relation >= 16384)
     order by xact_start limit 3`,
    [lockMs / 1000],
  )
  const words = rows.map(
    ({ pid, usename, application_name, state, seconds }) =>
      `process ${pid} of ${usename ?? 'somebody'} (${application_name || 'no name'}${state === null ? '' : `, ${state} for ${seconds ?? 0} s`})`,
  )
  return words.join(', ') || 'somebody who has ended meanwhile'
}
