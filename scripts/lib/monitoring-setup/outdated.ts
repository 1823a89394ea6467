import { existsSync, globSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Container, readContainers } from './containers.ts'
import type { Docker } from './docker.ts'
import { type Setup, StepError } from './step.ts'

/** Read once, at the start. Others take up changes by themselves, as Grafana its dashboards, or are not ours to stop. */
const readsFilesOnce = ['prometheus', 'alertmanager', 'blackbox-exporter']
/** Its secrets are read by the set-up alone, each time. */
const readsSecretsLater = ['postgres']

/** The running containers that have a secret or a configuration mounted which has changed since they started. */
export async function readOutdated(docker: Docker): Promise<Container[]> {
  return (await readContainers(docker)).filter(({ state, service, binds, startedAt }) => {
    if (state !== 'running') return false
    const read = binds.filter((bind) =>
      isSecret(bind) ? !readsSecretsLater.includes(service) : readsFilesOnce.includes(service),
    )
    return read.some(({ source }) => existsSync(source) && lastChange(source) > startedAt.getTime())
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

const isSecret = ({ target }: Container['binds'][number]) => target.startsWith('/run/secrets/')

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

/** Also by a file of an older date put in its place, as out of a backup. */
function lastChange(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.ctimeMs
  const files = globSync('**/*', { cwd: path }).map((name) => statSync(join(path, name)))
  return Math.max(0, ...files.filter((file) => file.isFile()).map(({ ctimeMs }) => ctimeMs))
}
