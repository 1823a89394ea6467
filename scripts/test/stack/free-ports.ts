import { randomInt } from 'node:crypto'
import { isPortFree } from '../../lib/processes/free-port.ts'

/** Ports that nobody else has, for all that docker-compose.yml publishes, by the variables of .env. */
export async function publishedPorts(replicas: number) {
  // more than replicas: Docker may hold two for one that starts
  const botPorts = 3 * replicas
  const first = await freeRow(7 + botPorts)
  return {
    NGINX_HTTP_PORT: first,
    NGINX_HTTPS_PORT: first + 1,
    PROMETHEUS_PORT: first + 2,
    ALERTMANAGER_PORT: first + 3,
    GRAFANA_PORT: first + 4,
    GLITCHTIP_PORT: first + 5,
    BOT_PORT: first + 6,
    BOT_PORTS: `${first + 7}-${first + 6 + botPorts}`,
  }
}

/** The first of free ports in a row, where no other program gets its own from: what listens there may do so minutes later, or again. */
async function freeRow(length: number): Promise<number> {
  for (;;) {
    const first = randomInt(20_000, 32_000)
    const free = await Promise.all(Array.from({ length }, (_, index) => isPortFree(first + index)))
    if (free.every(Boolean)) return first
  }
}
