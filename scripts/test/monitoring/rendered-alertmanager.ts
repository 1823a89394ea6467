import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../copied-checkout.ts'

export const alertmanagerFolder = join(root, 'alertmanager')

/** Secrets as files, as Compose mounts them. */
export function writeSecrets(folder: string, secrets: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, value] of Object.entries(secrets)) writeFileSync(join(folder, name), `${value}\n`)
}

/** What run.sh is told by its environment. */
export function runEnvironment(options: {
  secrets: string
  rendered: string
  env?: Readonly<Record<string, string>>
}): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    ALERTMANAGER_SOURCE: alertmanagerFolder,
    ALERTMANAGER_RENDERED: options.rendered,
    ALERTMANAGER_SECRETS: options.secrets,
    ...options.env,
  }
}

/** Makes the configuration that an installation with these secrets would run, and returns its path. */
export function renderAlertmanager(options: Parameters<typeof runEnvironment>[0]): string {
  const ended = tryToRender(options)
  if (ended.status !== 0) throw new Error(ended.output)
  return join(options.rendered, 'alertmanager.yml')
}

export function tryToRender(options: Parameters<typeof runEnvironment>[0]) {
  const ended = spawnSync('sh', [join(alertmanagerFolder, 'run.sh'), '--check'], {
    env: runEnvironment(options),
    encoding: 'utf8',
  })
  return { status: ended.status, output: `${ended.stdout}${ended.stderr}` }
}
