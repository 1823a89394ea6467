import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { givenSecrets, isSecretName } from './stack-secrets.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Read by scripts from .env alone: no container gets them. */
const secretsOfScripts = [
  ...['BACKUP_RESTIC_PASSWORD', 'BACKUP_PING_URL', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
  ...['B2_ACCOUNT_KEY', 'AZURE_ACCOUNT_KEY', 'AZURE_ACCOUNT_SAS', 'RESTIC_REST_PASSWORD'],
]

const secretVariables = [...givenSecrets.map(([, variable]) => variable), ...secretsOfScripts]

/**
 * Takes every secret of the folder, and of the variables that .env.example calls secret, out of a text: what other
 * programs print may hold one.
 */
export function withoutSecrets(text: string, folder: string, env: Environment = {}): string {
  let safe = text
  for (const secret of secretsIn(folder, env)) safe = safe.replaceAll(secret, '<secret>')
  return safe
}

/** The longest first, for one may be part of another. The number of a chat is no secret. */
function secretsIn(folder: string, env: Environment): string[] {
  const texts = [...textsIn(folder), ...secretVariables.map((variable) => env[variable]?.trim() ?? '')]
  const whole = texts.filter((text) => text.length >= 6 && !/^-?\d+$/.test(text))
  const parts = texts.flatMap((text) => text.match(/[\w-]{20,}/g) ?? [])
  return [...whole, ...parts].sort((a, b) => b.length - a.length)
}

function textsIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(isSecretName)
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'utf8').trim())
}
