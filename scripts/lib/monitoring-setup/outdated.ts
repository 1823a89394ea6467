import { existsSync, globSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Container } from './containers.ts'
import type { Setup } from './step.ts'

/** Read once, at the start. Others take up changes by themselves, as Grafana its dashboards, or are not ours to stop. */
const readsOnce = ['prometheus', 'alertmanager', 'blackbox-exporter']

/** Whether a secret or a configuration that the container has mounted has changed since it started. */
export function isOutdated(container: Container, setup: Setup): boolean {
  const secrets = existsSync(setup.secretsDir) ? realpathSync(setup.secretsDir) : setup.secretsDir
  const matters = (path: string) =>
    path.startsWith(secrets + sep) ||
    path.startsWith(setup.secretsDir + sep) ||
    readsOnce.includes(container.service)
  return container.binds
    .filter((path) => matters(path) && existsSync(path))
    .some((path) => lastChange(path) > container.startedAt.getTime())
}

function lastChange(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  const files = globSync('**/*', { cwd: path }).map((name) => statSync(join(path, name)))
  return Math.max(0, ...files.filter((file) => file.isFile()).map(({ mtimeMs }) => mtimeMs))
}
