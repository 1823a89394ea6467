import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { CanaryFlight, SendCanary } from '../telegram/canary.ts'
import type { IntakeStatus } from '../telegram/intake-status.ts'
import { type Check, intakeCheck, type Seen } from './health.ts'

export interface CanaryRouteDeps {
  canary: (id?: number) => Promise<CanaryReport>
}

/** What becomes of a canary, and how this replica hears from Telegram. */
export interface CanaryReport extends CanaryFlight {
  intake: Pick<IntakeStatus, 'mode' | 'role'> & Check
}

export function createCanaryReport(send: SendCanary, seen: Seen): CanaryRouteDeps['canary'] {
  return async (id) => {
    const flight = await send(id)
    const { mode, role } = seen.intake
    return { ...flight, intake: { mode, role, ...intakeCheck(seen) } }
  }
}

/** `POST /canary`, for this container alone: to all others there is no such path. */
export function addCanaryRoute(server: FastifyInstance, { canary }: CanaryRouteDeps): void {
  // before the body is read: what a body is refused for would tell that the path is there
  const onRequest: onRequestAsyncHookHandler = async (request, reply) => {
    return isFromHere(request) ? undefined : reply.callNotFound()
  }
  server.post('/canary', { onRequest }, async (_request, reply) => answerCanary(reply, await canary()))
}

export function answerCanary(reply: FastifyReply, report: CanaryReport): FastifyReply {
  return reply.code(report.arrived ? 200 : 503).send(report)
}

/** From a loopback address, and not passed on by a proxy that runs beside the bot. */
function isFromHere({ socket, headers }: FastifyRequest): boolean {
  const from = socket.remoteAddress ?? ''
  const isLoopback = from === '::1' || /^(?:::ffff:)?127\./.test(from)
  return isLoopback && !proxyHeaders.some((name) => name in headers)
}

const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']
