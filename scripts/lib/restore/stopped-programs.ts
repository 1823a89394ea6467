import { setTimeout as sleep } from 'node:timers/promises'
import { readContainers } from '../compose/containers.ts'
import type { Docker } from '../compose/docker.ts'
import { VerificationError } from '../steps/exit-code.ts'

/** Of a start to good health; a check that gives up sooner calls a good restore a failure (immich-app/immich#27684). */
const patienceMs = 180_000

/** Whoever writes into the database ends what he has begun, and takes no more; Telegram keeps the updates meanwhile. */
export async function stopService({ compose }: Docker, service: string): Promise<void> {
  await compose(['stop', service], { withinMs: 300_000 })
}

/** Starts the containers that are there, as they are; none is made. Returns how many. */
export async function startService(docker: Docker, service: string): Promise<number> {
  const ids = (await readContainers(docker, [service])).map(({ id }) => id)
  if (ids.length > 0) await docker.docker(['start', ...ids], { withinMs: 300_000 })
  return ids.length
}

/** Waits until all of them are healthy; throws a VerificationError with what the ill ones are. */
export async function untilHealthy(docker: Docker, service: string): Promise<void> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const containers = await readContainers(docker, [service])
    const ill = containers.filter(
      ({ state, health }) => state !== 'running' || (health ?? 'healthy') !== 'healthy',
    )
    if (ill.length === 0) return
    if (Date.now() > deadline) {
      const states = ill.map(({ state, health }) => health ?? state).join(', ')
      throw new VerificationError(
        `${service} is not healthy after ${patienceMs / 1000} s (${states}): see docker compose logs ${service}`,
      )
    }
    await sleep(250)
  }
}
