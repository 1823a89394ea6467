import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

const loopback = ['127.0.0.1', 'localhost', '[::1]']
const isLoopback = (host: string) => loopback.includes(host)

/** Why a request is not answered: what of it gives a foreign page away. Undefined when nothing does. */
export type CallerCheck = (request: Pick<FastifyRequest, 'headers'>) => string | undefined

/**
 * Tells callers of this machine from pages of other sites in somebody's browser, which can reach loopback too. A rebound
 * DNS name shows in Host; a page that writes shows in Origin; one that only loads an address, as for a picture, in
 * Sec-Fetch-Site.
 */
export function createCallerCheck(isKnown: (host: string) => boolean = isLoopback): CallerCheck {
  return ({ headers }) => {
    const host = hostOf(`http://${headers.host ?? ''}`)
    if (!isKnown(host)) return 'the sandbox is not known by this host name: add it to SANDBOX_NAMES'
    const { origin } = headers
    const isForeign = origin !== undefined && !isLoopback(hostOf(origin))
    if (isForeign || headers['sec-fetch-site'] === 'cross-site') return 'pages of other sites are not served'
    return undefined
  }
}

/** Bots in containers come by an address of this machine, which nobody can rebind, by Docker's name for it, or by one of these. */
export const byAddressOr = (names: readonly string[]) => (host: string) =>
  isLoopback(host) ||
  host === 'host.docker.internal' ||
  isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0 ||
  names.includes(host)

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : ''
}
