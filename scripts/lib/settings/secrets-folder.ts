import { existsSync, readdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { isSecretName } from './stack-secrets.ts'

/** Where this installation keeps the files of secrets. */
export const secretsFolder = (root: string, env: Readonly<Record<string, string | undefined>>) =>
  resolve(root, env['SECRETS_DIR'] || 'secrets')

/** The set-up closes the folder to all others: one that holds other things, as /etc does, must not be taken for it. */
export function secretsFolderFault(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined
  if (!statSync(folder).isDirectory()) return 'SECRETS_DIR is a file: it must be a folder'
  const names = readdirSync(folder).filter((name) => !['.gitignore', '.alert-tested'].includes(name))
  if (names.length === 0 || names.some(isSecretName)) return undefined
  return 'SECRETS_DIR is a folder that holds other things: the secrets need a new or an empty one, which nobody else may enter'
}
