import type { FastifyRequest } from 'fastify'
import { ControlError } from './control-error.ts'

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Refuses requests that a page of another site makes in somebody's browser: its Origin gives it away, and a
 * rebound DNS name shows in Host.
 */
export async function requireLoopback(request: FastifyRequest): Promise<void> {
  const { host, origin } = request.headers
  if (!isLoopback(`http://${host ?? ''}`)) throw new ControlError(403, 'the control API serves loopback only')
  if (origin !== undefined && !isLoopback(origin)) {
    throw new ControlError(403, 'the control API serves no pages of other sites')
  }
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && loopback.has(new URL(address).hostname)
}
