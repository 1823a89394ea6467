import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'

/** What came to an address, as Alertmanager posts it. */
export interface Heard {
  /** Unix milliseconds. */
  at: number
  alerts: { status: string; labels: { alertname: string } }[]
}

/** Two addresses of an installation: where critical alerts go too, and what hears that monitoring lives. */
export interface AlertListeners {
  /** Variables of .env; the addresses are secrets. */
  secrets: { ALERT_WEBHOOK_URL: string; DEADMAN_URL: string }
  secondPath: readonly Heard[]
  deadman: readonly Heard[]
  close(): Promise<void>
}

export async function startAlertListeners(): Promise<AlertListeners> {
  const heard = new Map<string, Heard[]>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { alerts }: Pick<Heard, 'alerts'> = JSON.parse(Buffer.concat(chunks).toString())
      heard.get(request.url ?? '')?.push({ at: Date.now(), alerts })
      response.end()
    })
  })
  // containers come by an address of this machine
  server.listen(0, '0.0.0.0')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const { port } = address
  function listen() {
    const path = `/${randomBytes(24).toString('base64url')}-0a`
    const messages: Heard[] = []
    heard.set(path, messages)
    return { url: `http://telegram.test:${port}${path}`, messages }
  }
  const [second, deadman] = [listen(), listen()]
  return {
    secrets: { ALERT_WEBHOOK_URL: second.url, DEADMAN_URL: deadman.url },
    secondPath: second.messages,
    deadman: deadman.messages,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
