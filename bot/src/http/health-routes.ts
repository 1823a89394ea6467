import type { FastifyInstance } from 'fastify'
import type { Health } from './health.ts'

export interface HealthRouteDeps {
  health: () => Promise<Health>
  /** False before the start is done and while the process drains. */
  isReady: () => boolean
}

const about = 'SchoolBot: the help desk and order desk of a school in Telegram. Its health: /healthz\n'

/** How the bot is, for containers, Prometheus, and services that watch from outside or keep it awake. */
export function addHealthRoutes(server: FastifyInstance, { health, isReady }: HealthRouteDeps): void {
  server.get('/', (_request, reply) => reply.type('text/plain').send(about))

  server.get('/livez', () => ({ status: 'ok' }))

  server.get('/readyz', (_request, reply) => {
    const ready = isReady()
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' })
  })

  for (const path of ['/healthz', '/health', '/health/']) {
    server.get(path, async (_request, reply) => {
      const answer = await health()
      return reply.code(codeOf(answer)).send(answer)
    })
  }

  // one word, for what shows or compares texts
  for (const path of ['/health/simple', '/health/simple/']) {
    server.get(path, async (_request, reply) => {
      const answer = await health()
      return reply.code(codeOf(answer)).type('text/plain').send(`${answer.status}\n`)
    })
  }
}

const codeOf = ({ status }: Health) => (status === 'down' ? 503 : 200)
