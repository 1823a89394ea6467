import { until } from '../../../bot/test/until.ts'
import { sqlOf } from './database-trouble.ts'
import { projectName } from './leftovers.ts'
import { occupyLowest } from './occupied-address.ts'
import type { Stack } from './stack.ts'

/** Seconds from the cut until others got the lock. */
export interface Freed {
  /** Of a session that was silent when it was cut off. */
  silent: number
  /** Of a session that is sent an answer afterwards. */
  answered: number
}

const [silent, answered] = [7_001, 7_002]
const holdLocks = `
  export PGPASSWORD=$(cat /run/secrets/postgres_bot_password) PGHOST=postgres PGUSER=schoolbot PGDATABASE=schoolbot
  { echo 'select pg_advisory_lock(${silent});'; sleep infinity; } | psql -X &
  psql -X -c 'select pg_advisory_lock(${answered}), pg_sleep(3600)' &
  wait`

/** Two sessions in a container hold a lock each. Then the network of the container is cut, so that no word comes. */
export async function cutOffClients(stack: Stack): Promise<Freed> {
  const client = `${projectName}-vanishing`
  const network = `${projectName}_data`
  {
    // who comes later gets this address and not the client's, where he would refuse what is meant for the client
    await using _ = await occupyLowest(stack, network)
    const bash = ['--entrypoint', 'bash', 'postgres', '-c', holdLocks]
    await stack.compose('run', '--detach', '--no-deps', '-T', '--name', client, ...bash)
  }
  await until('both locks are held', () => areHeld(stack), { withinMs: 60_000 })
  await stack.docker('network', 'disconnect', network, client)
  const cut = performance.now()
  if (!(await areHeld(stack))) throw new Error('a session ended before it was cut off')
  // its client is told so
  await sqlOf(stack, `select pg_cancel_backend(pid) from pg_locks where ${isLock} and objid = ${answered}`)
  const free = async (lock: number) => {
    await sqlOf(stack, `select pg_advisory_lock(${lock})`)
    return (performance.now() - cut) / 1000
  }
  const [afterSilence, afterAnswer] = await Promise.all([free(silent), free(answered)])
  return { silent: afterSilence, answered: afterAnswer }
}

const isLock = "locktype = 'advisory' and granted"

async function areHeld(stack: Stack): Promise<boolean> {
  const locks = `select count(*) from pg_locks where ${isLock} and objid in (${silent}, ${answered})`
  return (await sqlOf(stack, locks)) === '2'
}
