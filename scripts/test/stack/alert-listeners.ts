import { randomBytes } from 'node:crypto'
import { listenToContainers } from './container-listener.ts'

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
  const listener = await listenToContainers((path, body) => {
    const { alerts }: Pick<Heard, 'alerts'> = JSON.parse(body)
    heard.get(path)?.push({ at: Date.now(), alerts })
    return 200
  })
  function listen() {
    const path = `/${randomBytes(24).toString('base64url')}-0a`
    const messages: Heard[] = []
    heard.set(path, messages)
    return { url: `http://${listener.host}${path}`, messages }
  }
  const [second, deadman] = [listen(), listen()]
  return {
    secrets: { ALERT_WEBHOOK_URL: second.url, DEADMAN_URL: deadman.url },
    secondPath: second.messages,
    deadman: deadman.messages,
    close: listener.close,
  }
}
