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
import { dockerHost, here, nodes } from './lab-nodes.ts'
import { projectName, removeLeftovers } from './leftovers.ts'
import { type Docker, dockerIn } from './run-docker.ts'
import { adminId, newToken, startTelegram } from './stack-telegram.ts'

type Settings = Record<string, string | number>

interface Deployed {
  code: number | null
  output: string
  seconds: number
}

/** A school's checkout, which its operator brings to the machines of a Swarm. */
export interface SwarmStack {
  sandbox: SandboxDriver
  path: string
  ports: Awaited<ReturnType<typeof publishedPorts>>
  /** Docker's variables, and how the engine beside the machines is used. */
  engine: Record<string, string>
  /** docker on the engine beside the machines. */
  docker: Docker
  /** docker on a machine, from 1. */
  on(node: number, ...args: string[]): Promise<string>
  /** Of .env; what changes stays changed. */
  set(change: Settings): void
  /** Brings another number, version or setting by a manager; `killedAt` a failpoint. */
  deploy(change: Settings, how?: { killedAt?: string }): Promise<Deployed>
  /** Another text in a file of the checkout. */
  change(file: string, from: string, to: string): void
  /** Builds the bot of the checkout under this tag and brings it to every machine that runs. */
  build(tag: string): Promise<void>
  /** How many bots run, on which machines, as a manager knows it. */
  bots(node?: number): Promise<string[]>
  /** Until so many run, as a manager (`by`, the first) knows it, none of them on the machine `without`. */
  untilBots(count: number, how?: { by?: number; without?: number }): Promise<void>
  meetPeople(count: number, sql: (statement: string) => Promise<string>): Promise<PersonDriver[]>
  /** The machines too. */
  remove(): Promise<void>
}

const idle = ['prometheus', 'alertmanager', 'grafana', 'glitchtip', 'blackbox-exporter']
const exporters = ['node-exporter', 'postgres-exporter', 'redis-exporter', 'nginx-exporter']

export async function prepareSwarmStack(): Promise<SwarmStack> {
  await removeLeftovers()
  const checkout = copyCheckout({ withPackages: false })
  const { path } = checkout
  const token = newToken()
  const telegram = await startTelegram(token)
  const ports = await publishedPorts(4)
  const own = Object.entries(engineEnv).map(([name, value]) => [name, value ?? ''])
  const engine: Record<string, string> = { ...Object.fromEntries(own), COMPOSE_PROJECT_NAME: projectName }
  const docker = dockerIn(path, engine)
  writeStackSecrets(join(path, 'secrets'), { TELEGRAM_TOKEN: token })
  const settings: Settings = {
    ...{ TELEGRAM_TOKEN: token, TELEGRAM_API_ROOT: `http://${here}:${telegram.port}` },
    ...{ ADMIN_TELEGRAM_IDS: adminId, ENVIRONMENT: 'prod', BOT_VERSION: `${projectName}-1` },
    ...{ NGINX_HTTP_PORT: ports.NGINX_HTTP_PORT, NGINX_HTTPS_PORT: ports.NGINX_HTTPS_PORT },
    DEPLOY_WATCH_SECONDS: 5,
  }
  const set: SwarmStack['set'] = (change) => {
    Object.assign(settings, change)
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
    writeFileSync(join(path, '.env'), lines.join(''))
  }
  set({})
  mkdirSync(join(path, 'backups'), { recursive: true })
  const off = [...idle, ...exporters].map((name) => `  ${name}: { deploy: { replicas: 0 } }\n`)
  writeFileSync(join(path, 'deploy', 'swarm', 'override.yml'), `services:\n${off.join('')}`)
  const at = (node: number) => ({ ...engine, DOCKER_HOST: dockerHost(node) })
  const on: SwarmStack['on'] = (node, ...args) => dockerIn(path, at(node))(...args)

  /** The version whose image was brought whole. */
  let first: string | undefined

  async function bots(node = 1): Promise<string[]> {
    const how = ['--filter', 'desired-state=running', '--format', '{{.Node}} {{.CurrentState}}']
    const listed = await on(node, 'service', 'ps', ...how, 'schoolbot_bot')
    return listed.split('\n').filter((line) => / Running /.test(line))
  }

  return {
    ...{ sandbox: telegram.sandbox, path, ports, engine, docker, on, set, bots },
    async build(tag) {
      if (first === undefined) {
        await docker('build', '--quiet', '--file', 'bot/Dockerfile', '--tag', `schoolbot/bot:${tag}`, '.')
        await nodes('load', `schoolbot/bot:${tag}`)
        first = tag
        return
      }
      // another version differs in its sources alone, and the rest is there
      const lines = [`FROM schoolbot/bot:${first}`, 'COPY package.json ./', 'COPY src src']
      writeFileSync(join(path, 'bot', 'next.Dockerfile'), `${lines.join('\n')}\n`)
      const args = [
        'build',
        '--quiet',
        '--file',
        'bot/next.Dockerfile',
        '--tag',
        `schoolbot/bot:${tag}`,
        'bot',
      ]
      const machines = (await nodes('list')).trim().split('\n')
      await Promise.all(machines.map((_, index) => on(index + 1, ...args)))
    },
    change(file, from, to) {
      const text = readFileSync(join(path, file), 'utf8')
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
      writeFileSync(join(path, file), text.replace(from, to))
    },
    async deploy(change, { killedAt = '' } = {}) {
      set(change)
      const began = performance.now()
      const run = runScript([join(path, 'deploy', 'swarm', 'deploy.sh')], {
        ...at(1),
        SCHOOLBOT_FAILPOINT: killedAt,
      })
      const code = await run.ended
      return { code, output: run.output(), seconds: Math.round((performance.now() - began) / 1000) }
    },
    async untilBots(count, { by, without } = {}) {
      const isElsewhere = async () => {
        // while the managers elect, none answers
        const running = await bots(by).catch(() => [])
        return running.length === count && !running.some((line) => line.startsWith(`node${without} `))
      }
      await until(`${count} bots run`, isElsewhere, { withinMs: 150_000, everyMs: 500 })
    },
    async meetPeople(count, sql) {
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
      } finally {
        await telegram.close()
        await checkout[Symbol.asyncDispose]()
      }
    },
  }
}
