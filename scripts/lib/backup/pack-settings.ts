import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { OpsTools } from '../ops-tools/ops-tools.ts'
import type { BackupRun } from './backup-run.ts'
import type { BackupFile } from './manifest.ts'
import { writeFile } from './write-file.ts'

/** What is in settings.tar, and where it belongs: what a new server needs of this installation beside its data. */
export function settingsPlaces(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): { name: string; path: string }[] {
  return [
    { name: '.env', path: join(root, '.env') },
    { name: 'secrets', path: resolve(root, env['SECRETS_DIR'] || 'secrets') },
    { name: 'certs', path: resolve(root, env['NGINX_CERTS_DIR'] || 'nginx/certs') },
    { name: 'docker-compose.override.yml', path: join(root, 'docker-compose.override.yml') },
  ]
}

/** undefined without a recipient: in the clear they do not leave their place. */
export async function packSettings(
  run: BackupRun,
  tools: () => Promise<OpsTools>,
): Promise<BackupFile | undefined> {
  const { setup, sealing } = run
  if (sealing.seal === undefined) return undefined
  const places = settingsPlaces(setup.root, setup.env).filter(({ path }) => existsSync(path))
  const command = ['tar', '--create', '--dereference', '--directory=/settings', '--file=-']
  const program = (await tools()).program(
    'the archive of the settings',
    [...command, ...places.map(({ name }) => name)],
    {
      mounts: places.map(({ name, path }) => ({ source: path, target: `/settings/${name}`, readOnly: true })),
      // each is its owner's alone: the operator's, root's, nginx's
      user: '0:0',
      capabilities: ['DAC_READ_SEARCH'],
    },
  )
  return writeFile(run, { name: 'settings.tar', programs: [program], sealed: true })
}
