import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isPlaceholder } from './placeholders.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What the operator is given or chooses: the file follows the variable. Empty where he left it empty. */
export const givenSecrets = [
  ['telegram_token', 'TELEGRAM_TOKEN'],
  ['webhook_secret', 'WEBHOOK_SECRET'],
  ['glitchtip_dsn', 'GLITCHTIP_DSN'],
  ['postgres_bot_password', 'POSTGRES_PASSWORD'],
  // no secret, but it comes the same way
  ['database_ssl_ca', 'DATABASE_SSL_CA'],
  ['alert_bot_token', 'TELEGRAM_BOT_TOKEN'],
  ['alert_chat_id', 'TELEGRAM_CHAT_ID'],
  ['alert_webhook_url', 'ALERT_WEBHOOK_URL'],
  ['deadman_url', 'DEADMAN_URL'],
  ['glitchtip_email_url', 'GLITCHTIP_EMAIL_URL'],
] as const

export const isGivenSecret = (variable: string) => givenSecrets.some(([, name]) => name === variable)

/** GlitchTip does not start with an empty one: its letters go to the log. */
const noLetters = 'consolemail://'

/** What nobody need know: made up when it is not there, and never changed. */
const madeUpSecrets = [
  'webhook_secret',
  'postgres_superuser_password',
  'postgres_bot_password',
  'postgres_glitchtip_password',
  'postgres_grafana_password',
  'postgres_exporter_password',
  'postgres_archive_password',
  'redis_bot_password',
  'redis_exporter_password',
  'glitchtip_secret_key',
  'glitchtip_admin_password',
  'grafana_admin_password',
  'grafana_director_password',
  'grafana_secret_key',
] as const

/** What programs want in a shape of their own. */
const composedSecrets = [
  'redis_acl',
  'redis_url',
  'redis_exporter_passwords',
  'glitchtip_database_url',
] as const

const secretNames = new Set<string>([
  ...givenSecrets.map(([name]) => name),
  ...madeUpSecrets,
  ...composedSecrets,
])
export const isSecretName = (name: string) => secretNames.has(name)

type SecretName = (typeof givenSecrets)[number][0] | (typeof madeUpSecrets)[number]

/**
 * Writes the files that docker-compose.yml mounts as secrets. Compose mounts a file with the owner and the rights it
 * has, and each container runs as another user: so the files are readable for all, in a folder that only its owner
 * can enter. Returns the names of the files that are new or changed.
 */
export function writeStackSecrets(folder: string, env: Environment): string[] {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  const wrong = wrongSecrets(folder, env)
  for (const { name, text } of wrong) {
    const file = join(folder, name)
    // what only has wrong rights is not written: on a full disk it would be lost
    if (!existsSync(file) || readFileSync(file, 'utf8').trim() !== text.trim()) writeInPlace(file, text)
    // whatever the umask
    chmodSync(file, 0o444)
  }
  return wrong.map(({ name }) => name)
}

/** Not into a new file: a container has this one mounted, and reads it again when it starts again. */
function writeInPlace(file: string, text: string): void {
  if (existsSync(file)) chmodSync(file, 0o600)
  try {
    writeFileSync(file, text)
  } catch (error) {
    // a failed write, unlike a failed open, does not say where
    if (error instanceof Error && !error.message.includes(file)) error.message += ` '${file}'`
    throw error
  }
}

/** The files that are not as they should be, and what belongs in them. What is made up is new with each call. */
export function wrongSecrets(folder: string, env: Environment): { name: string; text: string }[] {
  const present = (name: string) => {
    const file = join(folder, name)
    const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
    return isPlaceholder(text) ? '' : text
  }
  const secrets = new Map<SecretName, string>()
  for (const [name, variable] of givenSecrets) {
    secrets.set(name, env[variable]?.trim() || present(name))
  }
  secrets.set('glitchtip_email_url', secrets.get('glitchtip_email_url') || noLetters)
  for (const name of madeUpSecrets) {
    secrets.set(name, secrets.get(name) || present(name) || randomBytes(24).toString('base64url'))
  }
  const value = (name: SecretName) => secrets.get(name) ?? ''
  const files = { ...Object.fromEntries(secrets), ...composedOf(value) }
  const isRight = (name: string, text: string) => {
    const file = join(folder, name)
    return existsSync(file) && present(name) === text.trim() && (statSync(file).mode & 0o777) === 0o444
  }
  return Object.entries(files).flatMap(([name, text]) => (isRight(name, text) ? [] : [{ name, text }]))
}

function composedOf(value: (name: SecretName) => string): Record<(typeof composedSecrets)[number], string> {
  const acl = [
    // Nobody may enter as default. But when Redis starts, it replays its log as default: what that user may not do is
    // lost, and of transactions that was all, for EXEC asks for the rights to each of their commands.
    'user default off ~* &* +@all',
    // it keeps sessions and counters; what administers the server or empties it is not its business
    `user bot on >${value('redis_bot_password')} ~* &* +@all -@admin -@dangerous +info`,
    `user exporter on >${value('redis_exporter_password')} +ping +info +config|get +slowlog|len +slowlog|get +latency|latest +latency|histogram +dbsize +client|setname +client|setinfo +client|list +memory|stats`,
    'user health on nopass +ping',
  ]
  return {
    redis_acl: `${acl.join('\n')}\n`,
    redis_url: `redis://bot:${value('redis_bot_password')}@redis:6379/0`,
    redis_exporter_passwords: JSON.stringify({
      'redis://exporter@redis:6379': value('redis_exporter_password'),
    }),
    glitchtip_database_url: `postgres://glitchtip:${value('postgres_glitchtip_password')}@postgres:5432/glitchtip`,
  }
}
