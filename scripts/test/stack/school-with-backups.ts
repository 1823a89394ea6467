import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SandboxDriver } from '../../../sandbox/src/driver.ts'
import { readContainers } from '../../lib/compose/containers.ts'
import { createDocker, type StreamingDocker } from '../../lib/compose/docker.ts'
import { createPostgresServer, type PostgresServer } from '../../lib/postgres/postgres-server.ts'
import { writeStackSecrets } from '../../lib/settings/stack-secrets.ts'
import { copyCheckout } from '../copied-checkout.ts'
import { runScript, type ScriptRun } from '../run-script.ts'
import { composeFiles, engineEnv } from './engine.ts'
import { publishedPorts } from './free-ports.ts'
import { projectName, removeLeftovers } from './leftovers.ts'
import { type Docker, dockerIn, takeDown } from './run-docker.ts'
import { adminId, newToken, startTelegram } from './stack-telegram.ts'

/** A checkout of its own whose school is at work: Postgres, Redis, nginx and two replicas of the bot. */
export interface SchoolWithBackups {
  path: string
  backups: string
  url: string
  sandbox: SandboxDriver
  docker: Docker
  compose: Docker
  streaming: StreamingDocker
  server(): Promise<PostgresServer>
  sql(statement: string, database?: string): Promise<string>
  script(name: string, args?: readonly string[], env?: Record<string, string>): ScriptRun
  up(): Promise<void>
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

  async function server(): Promise<PostgresServer> {
    const [container] = await readContainers(streaming, ['postgres'])
    return createPostgresServer(streaming, container?.id ?? '')
  }
  return {
    path: checkout.path,
    backups,
    url: `http://127.0.0.1:${ports.NGINX_HTTP_PORT}`,
    sandbox: telegram.sandbox,
    docker,
    compose,
    streaming,
    server,
    sql: async (statement, database = 'schoolbot') =>
      (await (await server()).sql(database, statement)).trim(),
    script: (name, args = [], env = {}) => runScript([checkout.script(name), ...args], { ...engine, ...env }),
    async up() {
      const services = ['postgres', 'redis', 'migrate', 'bot', 'nginx']
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
        await checkout[Symbol.asyncDispose]()
      }
    },
  }
}
