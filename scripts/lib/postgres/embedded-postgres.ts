import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startListening } from '../processes/listening-process.ts'
import { type OwnedProcess, startProcess } from '../processes/owned-process.ts'
import { clearLeftover } from './postgres-leftover.ts'
import { findPostgresPlace, giveTo, type PostgresPlace } from './postgres-place.ts'

export type EmbeddedPostgresOptions = {
  /** May be put elsewhere when the user Postgres runs as cannot reach it; that is said through `log`. */
  dataDir: string
  /** A free one when left out. */
  port?: number
  /** False: nothing is flushed to disk, and `stop` removes the data. */
  durable: boolean
  log?: (line: string) => void
}

export type EmbeddedPostgres = {
  /** The database `schoolbot`. */
  url: string
  /** The database `postgres`, as the same superuser: for creating and dropping databases. */
  adminUrl: string
  /** As soon as the server is gone, with what it ended with. */
  ended: Promise<string>
  lastLines: () => string[]
  stop: () => Promise<void>
}

const USER = 'schoolbot'

/** Starts the Postgres server that came with npm, making its data first if there are none. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined)
  const place = findPostgresPlace(options.dataDir, log)
  await clearLeftover(place.dataDir, log)
  if (!existsSync(join(place.dataDir, 'PG_VERSION'))) await createCluster(place)
  const password = readFileSync(passwordFile(place), 'utf8').trim()
  const { server, port } = await startListening({
    name: 'Postgres',
    port: options.port,
    readyLine: 'ready to accept connections',
    // After a crash it replays its log first.
    readyWithinMs: 60_000,
    start: (chosen) => startServer(place, chosen, options.durable),
  })
  const urlOf = (database: string) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`

  async function stop(): Promise<void> {
    // SIGINT is Postgres's fast shutdown: clients are cut off, then a checkpoint.
    await server.stop('SIGINT', options.durable ? 30_000 : 5_000)
    if (!options.durable) removeCluster(place)
  }
  try {
    await createDatabase(urlOf('postgres'))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url: urlOf('schoolbot'),
    adminUrl: urlOf('postgres'),
    ended: server.ended,
    lastLines: server.lastLines,
    stop,
  }
}

/** Removes the data, wherever they were put. */
export async function removeEmbeddedPostgres(dataDir: string, log: (line: string) => void): Promise<void> {
  const place = findPostgresPlace(dataDir, log)
  await clearLeftover(place.dataDir, log)
  removeCluster(place)
}

function removeCluster(place: PostgresPlace): void {
  for (const path of [place.dataDir, passwordFile(place)]) rmSync(path, { recursive: true, force: true })
}

const passwordFile = (place: PostgresPlace) => `${place.dataDir}.password`

/** Made under another name and renamed when whole, so that a start cut short leaves nothing half done. */
async function createCluster(place: PostgresPlace): Promise<void> {
  const fresh = `${place.dataDir}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  giveTo(place.user, fresh, 0o700)
  writeFileSync(passwordFile(place), randomBytes(18).toString('base64url'), { mode: 0o600 })
  giveTo(place.user, passwordFile(place), 0o600)
  const initdb = await startProcess({
    command: join(place.bin, 'initdb'),
    args: [
      `--pgdata=${fresh}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile(place)}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // ICU sorts Russian names; the C library's character classes decide what full text search takes for a word.
      '--locale-provider=icu',
      '--icu-locale=ru',
      `--locale=${unicodeLocale()}`,
      '--no-sync',
      '--no-instructions',
    ],
    cwd: '/',
    env: cleanEnvironment(),
    user: place.user,
  })
  const result = await initdb.ended
  if (result !== 'exit code 0') throw new Error(`initdb: ${result}\n${initdb.lastLines().join('\n')}`)
  renameSync(fresh, place.dataDir)
}

function startServer(place: PostgresPlace, port: number, durable: boolean): Promise<OwnedProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'lc_messages=C',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  return startProcess({
    command: join(place.bin, 'postgres'),
    args: ['-D', place.dataDir, ...settings.flatMap((setting) => ['-c', setting])],
    cwd: '/',
    env: cleanEnvironment(),
    user: place.user,
    onParentDeath: 'SIGINT',
  })
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'schoolbot'`)
    if (rowCount === 0) await client.query('create database schoolbot')
  } finally {
    await client.end()
  }
}

const unicodeLocale = () => (process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8')

/** Without PGPORT, PGOPTIONS and the like, which somebody may have set for other servers. */
const cleanEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], LC_ALL: 'C' })
