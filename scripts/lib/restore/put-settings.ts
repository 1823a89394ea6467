import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writePrivateFile } from '../settings/env-file.ts'
import { secretsFolder } from '../settings/secrets-folder.ts'
import { isSecretName } from '../settings/stack-secrets.ts'
import { stampOf } from '../words/stamp.ts'
import { namesIn, type UnpackedSettings } from './unpacked-settings.ts'

/**
 * Puts .env, the secrets and docker-compose.override.yml where they belong. What was there and is different is kept in
 * .cache, in a folder whose path is returned. May be done again after any failure.
 */
export function putSettings(root: string, { folder, env }: UnpackedSettings, at: Date): string | undefined {
  const kept = join(root, '.cache', `settings-before-${stampOf(at)}`)
  const secrets = secretsFolder(root, env)
  mkdirSync(secrets, { recursive: true })
  chmodSync(secrets, 0o700)
  const files = [
    { from: join(folder, '.env'), to: join(root, '.env'), mode: 0o600 },
    {
      from: join(folder, 'docker-compose.override.yml'),
      to: join(root, 'docker-compose.override.yml'),
      mode: 0o644,
    },
    ...namesIn(join(folder, 'secrets')).map((name) => ({
      from: join(folder, 'secrets', name),
      to: join(secrets, name),
      mode: isSecretName(name) ? 0o444 : 0o644,
    })),
  ].filter(({ from }) => existsSync(from))
  for (const { from, to, mode } of files) {
    if (existsSync(to) && !readFileSync(to).equals(readFileSync(from))) keep(kept, to)
    if (mode === 0o600) writePrivateFile(to, readFileSync(from))
    else {
      // not into a new file: a container may have this one mounted
      if (existsSync(to)) chmodSync(to, 0o600)
      writeFileSync(to, readFileSync(from))
      chmodSync(to, mode)
    }
  }
  return existsSync(kept) ? kept : undefined
}

function keep(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  copyFileSync(file, join(folder, file.split('/').at(-1) ?? ''))
}
