import { once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
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

/** What a server says over HTTP/2, whoever signed its certificate. */
export async function headOf(
  origin: string,
  path: string,
  host?: string,
): Promise<{ status: number | undefined; hsts: string }> {
  const session = connectHttp2(origin, { rejectUnauthorized: false })
  try {
    const request = session.request({ ':path': path, ...(host && { ':authority': host }) })
    request.resume().end()
    const [headers] = await once(request, 'response')
    return { status: headers[':status'], hsts: String(headers['strict-transport-security']) }
  } finally {
    session.destroy()
  }
}
