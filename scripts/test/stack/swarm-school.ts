import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addresses, here, nodes } from './lab-nodes.ts'
import { takeDown } from './run-docker.ts'
import { type Entrance, openEntrance } from './swarm-entrance.ts'
import { prepareSwarmStack, type SwarmStack } from './swarm-stack.ts'

/** A school on three machines, each of them a manager of one Swarm; Postgres and Redis are beside them. */
export interface SwarmSchool extends Omit<SwarmStack, 'meetPeople'> {
  /** Of the machine beside them, where nothing of the bot runs. */
  compose(...args: string[]): Promise<string>
  entrance: Entrance
  sql(statement: string): Promise<string>
  /** The machines with their engines, and Postgres and Redis with an empty school. */
  start(): Promise<void>
  /** What a bot behind the nginx of a machine says. */
  health(node: number): Promise<string>
  meetPeople(count: number): ReturnType<SwarmStack['meetPeople']>
}

export async function prepareSwarmSchool(): Promise<SwarmSchool> {
  const stack = await prepareSwarmStack()
  const { ports, path, engine, docker } = stack
  const [database, redis] = [ports.PROMETHEUS_PORT, ports.GRAFANA_PORT]
  Object.assign(engine, {
    COMPOSE_FILE: 'docker-compose.yml:docker-compose.override.yml:scripts/test/stack/swarm-database.yml',
    DATABASE_ADDRESS: here,
    DATABASE_PORT: String(database),
    REDIS_PORT: String(redis),
  })
  const compose = (...args: string[]) => docker('compose', '--ansi=never', '--progress=quiet', ...args)
  const entrance = await openEntrance(addresses, ports.NGINX_HTTP_PORT)
  const password = readFileSync(join(path, 'secrets', 'redis_bot_password'), 'utf8').trim()
  stack.set({
    ...{ TELEGRAM_MODE: 'webhook', WEBHOOK_URL: entrance.url, BOT_REPLICAS: 3 },
    ...{ POSTGRES_REPLICAS: 0, POSTGRES_HOST: here, POSTGRES_PORT: database },
    ...{ REDIS_REPLICAS: 0, REDIS_URL: `redis://bot:${password}@${here}:${redis}/0` },
  })
  const psql = ['exec', '-T', 'postgres', 'psql', '-XAtq', '-U', 'schoolbot', '-d', 'schoolbot', '-c']
  const sql = async (statement: string) => (await compose(...psql, statement)).trim()
  return {
    ...stack,
    ...{ compose, entrance, sql },
    async start() {
      // with the address that both sides know
      await nodes('up', '3')
      const wait = ['--detach', '--wait', '--wait-timeout', '120', '--pull', 'never']
      await compose('up', ...wait, 'postgres', 'redis')
      await nodes('swarm')
      await stack.on(1, 'node', 'update', '--label-add', 'schoolbot.monitoring=true', 'node1')
      await nodes('load', 'nginx:1.30.6-alpine')
    },
    async health(node) {
      const answer = await fetch(`http://${addresses[node - 1]}:${ports.NGINX_HTTP_PORT}/healthz`)
      return answer.text()
    },
    meetPeople: (count) => stack.meetPeople(count, sql),
    async remove() {
      entrance.close()
      try {
        await takeDown(docker, compose)
      } finally {
        await stack.remove()
      }
    },
  }
}
