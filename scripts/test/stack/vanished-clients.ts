import { until } from '../../../bot/test/until.ts'
import { sqlOf } from './database-trouble.ts'
import { projectName } from './leftovers.ts'
import { occupyLowest } from './occupied-address.ts'
import type { Stack } from './stack.ts'

/** Seconds until others got the lock. */
export interface Freed {
  /** Of a session that was silent when it was cut off, from then on. */
  silent: number
  /** Of a session that was sent an answer afterwards, from then on. */
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
  const cutAt = Date.now() / 1000
  if (!(await areHeld(stack))) throw new Error('a session ended before it was cut off')
  const cancel = `select ${timeOfDay}, pg_cancel_backend(pid) from pg_locks where ${isLock} and objid = ${answered}`
  const answeredAt = Number.parseFloat(await sqlOf(stack, cancel))
  const [freeAt, otherFreeAt] = await Promise.all([whenFree(stack, silent), whenFree(stack, answered)])
  return { silent: freeAt - cutAt, answered: otherFreeAt - answeredAt }
}

const isLock = "locktype = 'advisory' and granted"
/** By Postgres: a busy machine takes long to begin and to end a command. */
const timeOfDay = 'extract(epoch from clock_timestamp())'

async function areHeld(stack: Stack): Promise<boolean> {
  const locks = `select count(*) from pg_locks where ${isLock} and objid in (${silent}, ${answered})`
  return (await sqlOf(stack, locks)) === '2'
}

async function whenFree(stack: Stack, lock: number): Promise<number> {
  return Number(await sqlOf(stack, `select pg_advisory_lock(${lock}); select ${timeOfDay}`))
}
