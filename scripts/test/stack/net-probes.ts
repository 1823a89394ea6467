import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { get } from 'node:https'
import { connect } from 'node:net'

/** Whether somebody listens there. */
export function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 })
    const end = (is: boolean) => () => {
      socket.destroy()
      resolve(is)
    }
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  })
}

/** What a server says over TLS, whoever signed its certificate. */
export async function headOf(
  origin: string,
  path: string,
  host?: string,
): Promise<{ status: number | undefined; hsts: string; cookies: string[] }> {
  const headers = host === undefined ? {} : { host }
  const request = get(`${origin}${path}`, { rejectUnauthorized: false, agent: false, headers })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  answer.resume()
  return {
    status: answer.statusCode,
    hsts: String(answer.headers['strict-transport-security']),
    cookies: answer.headers['set-cookie'] ?? [],
  }
}
