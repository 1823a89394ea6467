import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { says } from '../../../bot/test/chat.ts'
import { until } from '../../../bot/test/until.ts'
import type { PersonDriver, SandboxDriver } from '../../../sandbox/src/driver.ts'
import { readContainers } from '../../lib/compose/containers.ts'
import { createDocker, type StreamingDocker } from '../../lib/compose/docker.ts'
import { createPostgresServer, type PostgresServer } from '../../lib/postgres/postgres-server.ts'
import { readEnvFile } from '../../lib/settings/env-file.ts'
import { writeStackSecrets } from '../../lib/settings/stack-secrets.ts'
import { copyCheckout } from '../copied-checkout.ts'
import { runScript, type ScriptRun } from '../run-script.ts'
import { composeFiles, engineEnv } from './engine.ts'
import { publishedPorts } from './free-ports.ts'
import { projectName, removeLeftovers } from './leftovers.ts'
import { makeBadFiles, makeGoodFiles } from './restore-files.ts'
import { type Docker, dockerIn, takeDown } from './run-docker.ts'
import { adminId, newToken, startTelegram } from './stack-telegram.ts'

/** A checkout of its own whose school is at work: Postgres, Redis, nginx and two replicas of the bot. */
export interface SchoolWithBackups {
  path: string
  backups: string
  url: string
  sandbox: SandboxDriver
  /** Of the process that plays Telegram. */
  sandboxPid: number
  docker: Docker
  compose: Docker
  streaming: StreamingDocker
  server(): Promise<PostgresServer>
  sql(statement: string, database?: string): Promise<string>
  project: string
  /** What chooses the engine, the files and the project. */
  engine: Record<string, string>
  secrets(): string[]
  backupNames(): string[]
  /** Teachers who have opened the bot. */
  meetPeople(...names: string[]): Promise<PersonDriver[]>
  makeGoodFiles(): ReturnType<typeof makeGoodFiles>
  makeBadFiles(backup: string): ReturnType<typeof makeBadFiles>
  /** When each replica of the bot was started. */
  startedAt(): Promise<string>
  /** redis-cli as the bot. */
  redis(...args: string[]): Promise<string>
  /** Until the school's database takes connections. */
  untilLetIn(): Promise<void>
  /** Until so many databases are there whose names hold this. */
  untilThere(name: string, count: number): Promise<void>
  script(name: string, args?: readonly string[], env?: Record<string, string>): ScriptRun
  /** Starts these services, or all that a school needs. */
  up(...services: string[]): Promise<void>
  remove(): Promise<void>
}

export async function prepareSchoolWithBackups(): Promise<SchoolWithBackups> {
  await removeLeftovers()
  const checkout = copyCheckout({ withPackages: false })
  const engine = {
    ...Object.fromEntries(Object.entries(engineEnv).map(([name, value]) => [name, value ?? ''])),
    COMPOSE_PROJECT_NAME: projectName,
    COMPOSE_FILE: composeFiles.filter((word) => word !== '-f').join(':'),
  }
  const docker = dockerIn(checkout.path, engine)
  const compose: Docker = (...args) => docker('compose', '--ansi=never', '--progress=quiet', ...args)
  const streaming = createDocker(checkout.path, engine)
  const token = newToken()
  const telegram = await startTelegram(token)
  const ports = await publishedPorts(2)
  const backups = join(checkout.path, 'backups')
  mkdirSync(backups, { recursive: true })
  const variables = {
    TELEGRAM_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_MODE: 'webhook',
    WEBHOOK_URL: `http://127.0.0.1:${ports.NGINX_HTTP_PORT}`,
    ADMIN_TELEGRAM_IDS: adminId,
    ENVIRONMENT: 'prod',
    BOT_VERSION: projectName,
    BOT_REPLICAS: 2,
    ...ports,
  }
  const envFile = join(checkout.path, '.env')
  let text = readFileSync(join(checkout.path, '.env.example'), 'utf8')
  for (const [name, value] of Object.entries(variables)) {
    text = text.replace(new RegExp(`^${name}=.*$`, 'm'), () => `${name}=${value}`)
  }
  writeFileSync(envFile, text, { mode: 0o600 })
  writeStackSecrets(join(checkout.path, 'secrets'), { TELEGRAM_TOKEN: token })

  const files = mkdtempSync(join(tmpdir(), 'schoolbot-files-'))
  const place = async () => ({ docker: streaming, server: await server(), folder: files })

  async function server(): Promise<PostgresServer> {
    const [container] = await readContainers(streaming, ['postgres'])
    return createPostgresServer(streaming, container?.id ?? '')
  }
  return {
    path: checkout.path,
    backups,
    url: `http://127.0.0.1:${ports.NGINX_HTTP_PORT}`,
    sandbox: telegram.sandbox,
    sandboxPid: telegram.pid,
    docker,
    compose,
    streaming,
    server,
    sql: async (statement, database = 'schoolbot') =>
      (await (await server()).sql(database, statement)).trim(),
    script: (name, args = [], env = {}) => runScript([checkout.script(name), ...args], { ...engine, ...env }),
    project: projectName,
    engine,
    secrets() {
      const { values } = readEnvFile(envFile)
      const files = readdirSync(join(checkout.path, 'secrets')).filter((name) => name !== '.gitignore')
      const texts = files.map((name) => readFileSync(join(checkout.path, 'secrets', name), 'utf8').trim())
      return [values['TELEGRAM_TOKEN'] ?? '', ...texts].filter((text) => text.length >= 20)
    },
    async meetPeople(...names) {
      const people = await Promise.all(
        names.map((firstName) => telegram.sandbox.person({ firstName, languageCode: 'ru' })),
      )
      const rows = people.map(({ id, firstName }) => `(${id}, '${firstName}', 'staff', 'ru')`)
      const insert = `insert into person (telegram_id, name, role, language) values ${rows.join()}`
      await (await server()).sql('schoolbot', insert)
      for (const person of people) await person.start()
      await Promise.all(people.map((person) => person.waitFor(says(''), { since: 'start' })))
      return people
    },
    backupNames: () => readdirSync(backups).filter((name) => /^schoolbot_\d{8}_\d{6}Z$/.test(name)),
    makeGoodFiles: async () => makeGoodFiles(await place()),
    makeBadFiles: async (backup) => makeBadFiles(await place(), join(backups, backup)),
    async startedAt() {
      const bots = await readContainers(streaming, ['bot'])
      return bots.map(({ startedAt }) => startedAt.toISOString()).join()
    },
    async redis(...args) {
      const password = readFileSync(join(checkout.path, 'secrets', 'redis_bot_password'), 'utf8').trim()
      const cli = ['redis-cli', '--no-auth-warning', '--user', 'bot', '--pass', password]
      return (await compose('exec', '-T', 'redis', ...cli, ...args)).trim()
    },
    async untilLetIn() {
      await until('the database takes connections', async () => {
        const { sql } = await server()
        const open = "select count(*) from pg_database where datname = 'schoolbot' and datallowconn"
        return (await sql('postgres', open)).trim() === '1'
      })
    },
    async untilThere(name, count) {
      await until(`${count} databases ${name}`, async () => {
        const { sql } = await server()
        const found = await sql(
          'postgres',
          `select count(*) from pg_database where strpos(datname, '${name}') > 0`,
        )
        return Number(found) === count
      })
    },
    async up(...given) {
      const all = ['postgres', 'wal-archive', 'redis', 'migrate', 'bot', 'nginx']
      const services = given.length > 0 ? given : all
      await compose(
        'up',
        '--detach',
        '--wait',
        '--wait-timeout',
        '150',
        '--pull',
        'never',
        '--build',
        ...services,
      )
    },
    async remove() {
      try {
        await takeDown(docker, compose)
      } finally {
        await telegram.close()
        rmSync(files, { recursive: true, force: true })
        await checkout[Symbol.asyncDispose]()
      }
    },
  }
}
