import { randomBytes, randomUUID } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'
import { Writable } from 'node:stream'
import sql from 'sql-template-tag'
import { connectSandbox, type PersonDriver, type SandboxDriver } from '../../sandbox/src/driver.ts'
import { startSandbox } from '../../sandbox/src/sandbox.ts'
import { runApp } from '../src/app.ts'
import { type Config, readConfig } from '../src/config.ts'
import type { Role } from '../src/people/person.ts'
import { createLog } from '../src/platform/log.ts'
import type { Database } from '../src/platform/postgres.ts'
import { createTestDatabase } from './database.ts'

export interface SchoolOptions {
  mode?: 'polling' | 'webhook'
  /** With the Redis of TEST_REDIS_URL; in memory otherwise. */
  redis?: boolean
  /** Further variables of the environment. */
  env?: Record<string, string>
  /** The bot reaches its database by the URL this makes of the real one. */
  databaseProxy?: (url: string) => string
  /** The bot's clock. */
  now?: () => Date
}

/** A bot in this process on a database of its own, with a sandbox in Telegram's place. */
export interface School extends AsyncDisposable {
  sandbox: SandboxDriver
  db: Database
  databaseUrl: string
  /** Address of the bot's HTTP server. */
  http: () => string
  /** Lines of the log so far. */
  log: string[]
  /** Environment of the bot, to start it in a process of its own. */
  env: Record<string, string>
  /** Somebody who was let in, with an open chat with the bot. */
  person(name: string, role: Role, options?: { language?: 'ru' | 'en' }): Promise<PersonDriver>
  /** Somebody whom the bot does not know, with an open chat. */
  stranger(name: string): Promise<PersonDriver>
  stop(): Promise<void>
  start(): Promise<void>
}

export async function startSchool(options: SchoolOptions = {}): Promise<School> {
  await using started = new AsyncDisposableStack()
  const database = started.use(await createTestDatabase())
  const token = `${1_000_000 + Math.floor(Math.random() * 1e9)}:${randomBytes(18).toString('base64url')}`
  const server = await startSandbox({ port: 0, tokens: [token] })
  started.defer(() => server.close())
  const sandbox = connectSandbox(server.url)

  const port = await freePort()
  const env: Record<string, string> = {
    TELEGRAM_TOKEN: token,
    TELEGRAM_API_ROOT: server.url,
    TELEGRAM_MODE: options.mode ?? 'polling',
    DATABASE_URL: options.databaseProxy?.(database.url) ?? database.url,
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: String(port),
    BOT_INSTANCE_ID: `test-${randomUUID().slice(0, 8)}`,
    LOG_LEVEL: 'debug',
    ...(options.mode === 'webhook'
      ? { WEBHOOK_URL: `http://127.0.0.1:${port}`, WEBHOOK_SECRET: randomBytes(18).toString('base64url') }
      : {}),
    ...(options.redis ? { REDIS_URL: redisUrl() } : {}),
    ...options.env,
  }

  const log: string[] = []
  let running: { stop: () => Promise<void>; url: string } | undefined
  async function start(): Promise<void> {
    running = await startBot(readConfig(env), log, options.now)
  }
  async function stop(): Promise<void> {
    await running?.stop()
    running = undefined
  }
  await start()
  started.defer(stop)

  const school = started.move()
  return {
    sandbox,
    db: database.db,
    databaseUrl: database.url,
    http: () => running?.url ?? `http://127.0.0.1:${port}`,
    log,
    env,
    start,
    stop,
    async person(name, role, { language = 'ru' } = {}) {
      const person = await sandbox.person({ firstName: name, languageCode: language })
      await database.db.run(sql`
        insert into person (telegram_id, name, role, language) values (${person.id}, ${name}, ${role}, ${language})`)
      await open(person)
      return person
    },
    async stranger(name) {
      const person = await sandbox.person({ firstName: name })
      await open(person)
      return person
    },
    [Symbol.asyncDispose]: () => school.disposeAsync(),
  }
}

/** Sends /start and waits for the answer, so that the bot may write to the person. */
async function open(person: PersonDriver): Promise<void> {
  await person.start()
  await person.waitFor(() => true)
}

/** One more bot on the same database. */
export async function startBot(config: Config, lines: string[], now?: () => Date) {
  const abort = new AbortController()
  const ready = Promise.withResolvers<string>()
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk).trimEnd())
      done()
    },
  })
  const finished = runApp({
    config,
    log: createLog({ level: config.logLevel, instance: config.instance, destination }),
    version: 'test',
    signal: abort.signal,
    onReady: ({ url }) => ready.resolve(url),
    ...(now ? { now } : {}),
  })
  finished.catch(ready.reject)
  const url = await ready.promise
  return {
    url,
    async stop() {
      abort.abort()
      await finished
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function redisUrl(): string {
  const url = process.env['TEST_REDIS_URL']
  if (url === undefined) throw new Error('TEST_REDIS_URL is missing: skip the test when it is')
  return url
}
