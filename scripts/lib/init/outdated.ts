import { existsSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { changedFiles } from '../compose/changed-files.ts'
import { type Container, readContainers } from '../compose/containers.ts'
import type { Docker } from '../compose/docker.ts'
import { type Setup, StepError } from '../steps/step.ts'

/** Its secrets are read by the set-up alone, each time. */
const readsSecretsLater = ['postgres']

/** The running containers that have a secret mounted which has changed since they started. */
export async function readOutdated(docker: Docker): Promise<Container[]> {
  return (await readContainers(docker)).filter(({ state, service, binds, startedAt }) => {
    if (state !== 'running' || readsSecretsLater.includes(service)) return false
    return binds.filter(isSecret).some(({ source }) => changedFiles(source, startedAt).length > 0)
  })
}

/**
 * The running containers that have the secrets of another folder mounted, as when SECRETS_DIR is changed. For Compose
 * that is no reason to make them anew, and starting them again is not enough.
 */
export async function readDisplaced(setup: Setup, docker: Docker): Promise<Container[]> {
  const folders = [setup.secretsDir, existsSync(setup.secretsDir) ? realpathSync(setup.secretsDir) : '']
  return (await readContainers(docker)).filter(
    ({ state, binds }) =>
      state === 'running' && binds.filter(isSecret).some(({ source }) => !folders.includes(dirname(source))),
  )
}

export const isSecret = ({ target }: Container['binds'][number]) => target.startsWith('/run/secrets/')

/** Starts a container again and does not wait. */
export async function restart(setup: Setup, { docker }: Docker, { id, service }: Container): Promise<void> {
  setup.say(`Starting ${service} again: it is to read what has changed`)
  await docker(['restart', id])
}

/** Until it is healthy again: of several replicas, the others go on meanwhile. */
export async function restartAndWait(setup: Setup, docker: Docker, outdated: Container): Promise<void> {
  const { id, service } = outdated
  await restart(setup, docker, outdated)
  for (const deadline = Date.now() + 120_000; ; await sleep(500)) {
    const container = (await readContainers(docker, [service])).find((one) => one.id === id)
    const health = container?.state === 'running' ? (container.health ?? 'healthy') : 'gone'
    if (health === 'healthy') return
    if (Date.now() > deadline) {
      throw new StepError(`${service} does not become healthy again: docker compose logs ${service}`)
    }
  }
}
