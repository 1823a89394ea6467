import { timingSafeEqual } from 'node:crypto'
import Fastify, { type FastifyInstance, type onRequestAsyncHookHandler } from 'fastify'
import type { Update } from 'telegraf/types'
import { z } from 'zod'
import type { ErrorReports } from '../platform/error-report.ts'
import { TransientFault } from '../platform/fault.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Secret } from '../platform/secret.ts'
import { canaryIdOf } from '../telegram/canary.ts'
import { addCanaryRoute, answerCanary, type CanaryRouteDeps } from './canary-route.ts'
import { addHealthRoutes, type HealthRouteDeps } from './health-routes.ts'

export interface HttpDeps extends HealthRouteDeps, CanaryRouteDeps {
  log: Log
  metrics: Metrics
  errors: ErrorReports
  webhook: { secret: Secret; take: (update: Update) => Promise<unknown> } | undefined
}

export const webhookPath = '/telegram/webhook'
/** The largest update seen in practice is some 20 kB; Telegram documents no limit. */
const bodyLimit = 1_048_576
/** nginx keeps some dozens; each takes 9 kB when idle, 20 with a header that does not end. */
const maxConnections = 1_000

const updateShape = z.looseObject({ update_id: z.int().positive() })

export function createHttpServer(deps: HttpDeps): FastifyInstance {
  const server = Fastify({
    logger: false,
    bodyLimit,
    // Telegram gives up after 60 s; an update waits for its person's earlier ones and for the database
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // a header that does not end is given up; Node looks for those every 30 s if it is not told otherwise
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 2_000 },
  })
  server.server.maxConnections = maxConnections

  addHealthRoutes(server, deps)
  addCanaryRoute(server, deps)

  server.get('/metrics', async (_request, reply) => {
    return reply.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics())
  })

  const { webhook } = deps
  if (webhook) {
    let warnedAt = Number.NEGATIVE_INFINITY
    // before the body is read: a stranger costs us nothing, and fills no log
    const onRequest: onRequestAsyncHookHandler = async (request, reply) => {
      if (sameSecret(request.headers['x-telegram-bot-api-secret-token'], webhook.secret)) return
      if (performance.now() - warnedAt > 60_000) {
        warnedAt = performance.now()
        deps.log.warn('webhook calls with a wrong secret')
      }
      await reply.code(401).send({ error: 'wrong secret' })
    }
    server.post(webhookPath, { onRequest }, async (request, reply) => {
      const body = updateShape.safeParse(request.body)
      if (!body.success) return reply.code(400).send({ error: 'not an update' })
      const canaryId = canaryIdOf(body.data)
      if (canaryId !== undefined) return answerCanary(reply, await deps.canary(canaryId))
      // the shape of the rest is Telegram's word: the secret proves that it speaks
      await webhook.take(body.data as unknown as Update)
      return reply.code(200).send({})
    })
  }

  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof TransientFault) return reply.code(503).send({ error: 'try again' })
    const status = error.statusCode ?? 500
    if (status < 500) return reply.code(status).send({ error: 'bad request' })
    deps.log.error({ err: error }, 'request failed')
    deps.metrics.errors.inc({ source: 'http' })
    deps.errors.report(error, { source: 'http' })
    return reply.code(status).send({ error: 'internal error' })
  })
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }))

  return server
}

/** In constant time for secrets of the right length, which is no secret. */
function sameSecret(given: string | string[] | undefined, secret: Secret): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(secret.reveal())]
  return a.length === b.length && timingSafeEqual(a, b)
}
