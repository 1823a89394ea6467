import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { says } from '../../../bot/test/chat.ts'
import { until } from '../../../bot/test/until.ts'
import type { PersonDriver, SandboxDriver } from '../../../sandbox/src/driver.ts'
import { writeStackSecrets } from '../../lib/settings/stack-secrets.ts'
import { copyCheckout } from '../copied-checkout.ts'
import { runScript } from '../run-script.ts'
import { engineEnv } from './engine.ts'
import { publishedPorts } from './free-ports.ts'
import { addresses, dockerHost, here, nodes } from './lab-nodes.ts'
import { projectName, removeLeftovers } from './leftovers.ts'
import { dockerIn, takeDown } from './run-docker.ts'
import { adminId, newToken, startTelegram } from './stack-telegram.ts'
import { type Entrance, openEntrance } from './swarm-entrance.ts'

/** A school on three machines, each of them a manager of one Swarm; Postgres and Redis are beside them. */
export interface SwarmSchool {
  sandbox: SandboxDriver
  /** Of the machine beside them, where nothing of the bot runs. */
  compose(...args: string[]): Promise<string>
  entrance: Entrance
  path: string
  sql(statement: string): Promise<string>
  /** docker on a machine, from 1. */
  on(node: number, ...args: string[]): Promise<string>
  /** Brings another number, version or manager with it. */
  deploy(
    change: Record<string, string | number>,
    node?: number,
  ): Promise<{ code: number | null; output: string; seconds: number }>
  /** The machines with their engines, and Postgres and Redis with an empty school. */
  start(): Promise<void>
  /** Builds the bot of the checkout under this tag and brings it to every machine that runs. */
  build(tag: string): Promise<void>
  /** How many bots answer, on which machines, as a manager knows it. */
  bots(node?: number): Promise<string[]>
  /** Until so many run, as a manager (`by`, the first) knows it, none of them on the machine `without`. */
  untilBots(count: number, how?: { by?: number; without?: number }): Promise<void>
  /** What a bot behind the nginx of a machine says. */
  health(node: number): Promise<string>
  meetPeople(count: number): Promise<PersonDriver[]>
  remove(): Promise<void>
}

const idle = ['prometheus', 'alertmanager', 'grafana', 'glitchtip', 'blackbox-exporter']
const exporters = ['node-exporter', 'postgres-exporter', 'redis-exporter', 'nginx-exporter']

export async function prepareSwarmSchool(): Promise<SwarmSchool> {
  await removeLeftovers()
  const checkout = copyCheckout({ withPackages: false })
  const token = newToken()
  const telegram = await startTelegram(token)
  const ports = await publishedPorts(4)
  const [database, redis] = [ports.PROMETHEUS_PORT, ports.GRAFANA_PORT]
  const entrance = await openEntrance(addresses, ports.NGINX_HTTP_PORT)
  const engine = {
    ...Object.fromEntries(Object.entries(engineEnv).map(([name, value]) => [name, value ?? ''])),
    COMPOSE_PROJECT_NAME: projectName,
    COMPOSE_FILE: 'docker-compose.yml:docker-compose.override.yml:scripts/test/stack/swarm-database.yml',
    DATABASE_ADDRESS: here,
    DATABASE_PORT: String(database),
    REDIS_PORT: String(redis),
  }
  const docker = dockerIn(checkout.path, engine)
  const compose = (...args: string[]) => docker('compose', '--ansi=never', '--progress=quiet', ...args)
  writeStackSecrets(join(checkout.path, 'secrets'), { TELEGRAM_TOKEN: token })
  const password = readFileSync(join(checkout.path, 'secrets', 'redis_bot_password'), 'utf8').trim()
  const envFile = join(checkout.path, '.env')
  const settings: Record<string, string | number> = {
    ...{ TELEGRAM_TOKEN: token, TELEGRAM_API_ROOT: `http://${here}:${telegram.port}` },
    ...{ TELEGRAM_MODE: 'webhook', WEBHOOK_URL: entrance.url, ADMIN_TELEGRAM_IDS: adminId },
    ...{ ENVIRONMENT: 'prod', BOT_VERSION: `${projectName}-1`, BOT_REPLICAS: 3 },
    ...{ POSTGRES_REPLICAS: 0, POSTGRES_HOST: here, POSTGRES_PORT: database },
    ...{ REDIS_REPLICAS: 0, REDIS_URL: `redis://bot:${password}@${here}:${redis}/0` },
    ...{ NGINX_HTTP_PORT: ports.NGINX_HTTP_PORT, NGINX_HTTPS_PORT: ports.NGINX_HTTPS_PORT },
  }
  const write = () =>
    writeFileSync(
      envFile,
      Object.entries(settings)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
  write()
  mkdirSync(join(checkout.path, 'backups'), { recursive: true })
  const off = [...idle, ...exporters].map((name) => `  ${name}: { deploy: { replicas: 0 } }\n`)
  writeFileSync(join(checkout.path, 'deploy', 'swarm', 'override.yml'), `services:\n${off.join('')}`)

  const on: SwarmSchool['on'] = (node, ...args) =>
    dockerIn(checkout.path, { ...engine, DOCKER_HOST: dockerHost(node) })(...args)
  const sql = async (statement: string) =>
    (
      await compose(
        'exec',
        '-T',
        'postgres',
        'psql',
        '-XAtq',
        '-U',
        'schoolbot',
        '-d',
        'schoolbot',
        '-c',
        statement,
      )
    ).trim()

  async function bots(node = 1): Promise<string[]> {
    const format = '{{.Node}} {{.CurrentState}}'
    const listed = await on(
      node,
      'service',
      'ps',
      '--filter',
      'desired-state=running',
      '--format',
      format,
      'schoolbot_bot',
    )
    return listed.split('\n').filter((line) => / Running /.test(line))
  }

  return {
    sandbox: telegram.sandbox,
    compose,
    entrance,
    path: checkout.path,
    sql,
    on,
    bots,
    async start() {
      // with the address that both sides know
      await nodes('up', '3')
      await compose(
        'up',
        '--detach',
        '--wait',
        '--wait-timeout',
        '120',
        '--pull',
        'never',
        'postgres',
        'redis',
      )
      await nodes('swarm')
      await on(1, 'node', 'update', '--label-add', 'schoolbot.monitoring=true', 'node1')
      await nodes('load', 'nginx:1.30.6-alpine')
    },
    async health(node) {
      const answer = await fetch(`http://${addresses[node - 1]}:${ports.NGINX_HTTP_PORT}/healthz`)
      return answer.text()
    },
    async build(tag) {
      await docker('build', '--quiet', '--file', 'bot/Dockerfile', '--tag', `schoolbot/bot:${tag}`, '.')
      await nodes('load', `schoolbot/bot:${tag}`)
    },
    async deploy(change, node = 1) {
      Object.assign(settings, change)
      write()
      const began = performance.now()
      const run = runScript([join(checkout.path, 'deploy', 'swarm', 'deploy.sh')], {
        ...engine,
        DOCKER_HOST: dockerHost(node),
      })
      const code = await run.ended
      return { code, output: run.output(), seconds: (performance.now() - began) / 1000 }
    },
    async untilBots(count, { by, without } = {}) {
      const isElsewhere = async () => {
        // while the managers elect, none answers
        const running = await bots(by).catch(() => [])
        return running.length === count && !running.some((line) => line.startsWith(`node${without} `))
      }
      await until(`${count} bots run`, isElsewhere, { withinMs: 150_000, everyMs: 500 })
    },
    async meetPeople(count) {
      const names = Array.from({ length: count }, (_, index) => `Гость ${index}`)
      const people = await Promise.all(
        names.map((firstName) => telegram.sandbox.person({ firstName, languageCode: 'ru' })),
      )
      const rows = people.map(({ id, firstName }) => `(${id}, '${firstName}', 'staff', 'ru')`)
      await sql(`insert into person (telegram_id, name, role, language) values ${rows.join()}`)
      for (const person of people) await person.start()
      await Promise.all(people.map((person) => person.waitFor(says(''), { since: 'start' })))
      return people
    },
    async remove() {
      try {
        await nodes('down')
        await takeDown(docker, compose)
      } finally {
        entrance.close()
        await telegram.close()
        await checkout[Symbol.asyncDispose]()
      }
    },
  }
}
