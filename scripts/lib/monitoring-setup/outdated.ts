import { existsSync, globSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Container, readContainers } from './containers.ts'
import type { Docker } from './docker.ts'
import { type Setup, StepError } from './step.ts'

/** Read once, at the start. Others take up changes by themselves, as Grafana its dashboards, or are not ours to stop. */
const readsFilesOnce = ['prometheus', 'alertmanager', 'blackbox-exporter']
/** Its secrets are read by the set-up alone, each time. */
const readsSecretsLater = ['postgres']

/** The running containers that have a secret or a configuration mounted which has changed since they started. */
export async function readOutdated(setup: Setup, docker: Docker): Promise<Container[]> {
  const folders = [setup.secretsDir, existsSync(setup.secretsDir) ? realpathSync(setup.secretsDir) : '']
  const isSecret = (path: string) => folders.some((folder) => folder !== '' && path.startsWith(folder + sep))
  return (await readContainers(docker)).filter(({ state, service, binds, startedAt }) => {
    if (state !== 'running') return false
    const read = binds.filter((path) =>
      isSecret(path) ? !readsSecretsLater.includes(service) : readsFilesOnce.includes(service),
    )
    return read.some((path) => existsSync(path) && lastChange(path) > startedAt.getTime())
  })
}

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

function lastChange(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  const files = globSync('**/*', { cwd: path }).map((name) => statSync(join(path, name)))
  return Math.max(0, ...files.filter((file) => file.isFile()).map(({ mtimeMs }) => mtimeMs))
}
