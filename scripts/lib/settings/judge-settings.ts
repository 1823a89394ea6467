import { isOn } from '../../../bot/src/platform/setting-shapes.ts'
import type { EnvFile } from './env-file.ts'
import { fixedByCompose, settingsRules } from './settings-rules.ts'
import { givenSecrets } from './stack-secrets.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface Judgement {
  /** With these nothing can start. Names and advice, never a value. */
  faults: string[]
  warnings: string[]
}

/** Without these nothing starts that deserves the name; where to get them. */
const required: Readonly<Record<string, string>> = {
  TELEGRAM_TOKEN: 'the token of the bot, from @BotFather',
  ADMIN_TELEGRAM_IDS: 'the numbers of the first admins in Telegram; @userinfobot tells yours',
  TELEGRAM_BOT_TOKEN: 'the token of a second bot, for alerts, from @BotFather',
  TELEGRAM_CHAT_ID: 'the number of the chat in which the second bot writes alerts',
}

/** Read by scripts that are not told of in .env.example, by Docker, or by restic, which knows more places than s3. */
const known = /^(COMPOSE|DOCKER|BUILDKIT|BUILDX|AWS|B2|AZURE|GOOGLE|RESTIC_REST)_/

/**
 * All that is wrong with the settings at once. `inSecretFile` is what the file of a secret holds, for one that .env leaves
 * empty: that is what the containers get.
 */
export function judgeSettings(
  env: Environment,
  file: EnvFile,
  options: { documented: readonly string[]; inSecretFile: (variable: string) => string | undefined },
): Judgement {
  const faults: string[] = []
  const inFile = new Map<string, string | undefined>(
    givenSecrets.map(([, name]) => [name, options.inSecretFile(name)?.trim()]),
  )
  const given = (name: string) => env[name]?.trim() || inFile.get(name) || ''
  for (const [name, advice] of Object.entries(required)) {
    // commas alone are no number
    if (given(name).replaceAll(/[\s,]/g, '') === '') faults.push(`${name} is empty: ${advice}`)
  }
  if (env['TELEGRAM_MODE']?.trim() === 'webhook' && given('WEBHOOK_URL') === '') {
    faults.push(
      'WEBHOOK_URL is empty: TELEGRAM_MODE=webhook needs the public https address of nginx, without a path',
    )
  }
  for (const [name, shape] of Object.entries(settingsRules)) {
    const fault = given(name) === '' ? undefined : shape(given(name))
    if (fault === undefined) continue
    const where = env[name]?.trim() ? '' : ', which .env leaves to its file in the folder of secrets,'
    faults.push(`${name}${where} ${fault}`)
  }
  if (given('DATABASE_SSL_CA') !== '' && !isOn(given('DATABASE_SSL'))) {
    faults.push(
      'DATABASE_SSL is not true, and DATABASE_SSL_CA or secrets/database_ssl_ca is given: both or none',
    )
  }
  const [first = 0, last = first] = (env['BOT_PORTS'] || '8180-8189').split('-').map(Number)
  const replicas = Number(env['BOT_REPLICAS'] || 2)
  if (last - first + 1 < replicas) {
    faults.push(`BOT_PORTS has not a port for each of ${replicas} replicas: make the range wider`)
  }
  return { faults, warnings: warningsOf(env, file, options.documented) }
}

function warningsOf(env: Environment, file: EnvFile, documented: readonly string[]): string[] {
  const unknown = file.names.filter((name) => !documented.includes(name) && !known.test(name))
  const isManaged = env['COMPOSE_FILE']?.includes('managed-postgres') ?? false
  const unread = Object.entries(fixedByCompose).filter(([name, same]) => {
    if (isManaged && /^POSTGRES_(HOST|PORT)$/.test(name)) return false
    const value = file.values[name]?.trim() ?? ''
    return value !== '' && !same.includes(value)
  })
  const warnings = [
    ...file.placeholders.map((name) => `${name} in .env is a placeholder of a guide, and counts as empty`),
    ...unread.map(
      ([name]) => `${name} is in .env and nothing reads it here: docker-compose.yml gives the bot its own`,
    ),
    ...file.duplicates.map((name) => `${name} is in .env more than once: the last one counts`),
    ...unknown.map(
      (name) => `${name} is in .env and nothing reads it: is it misspelt? .env.example has all names`,
    ),
  ]
  if (env['TELEGRAM_BOT_TOKEN'] && env['TELEGRAM_BOT_TOKEN'] === env['TELEGRAM_TOKEN']) {
    warnings.push(
      'TELEGRAM_BOT_TOKEN is that of the bot itself: alerts then come from the bot that is down and use up its limits; make a second one with @BotFather',
    )
  }
  if (isOn(env['DATABASE_SSL']?.trim() ?? '') && !isManaged) {
    warnings.push(
      'DATABASE_SSL is true, and the Postgres of docker-compose.yml has no TLS: the bot does not start with it',
    )
  }
  if (env['BACKUP_ENCRYPT']?.trim() === 'all' && !env['BACKUP_AGE_RECIPIENT']?.trim()) {
    warnings.push('BACKUP_ENCRYPT is all and BACKUP_AGE_RECIPIENT is empty: no backup can be made so')
  }
  if (env['BACKUP_RESTIC_REPOSITORY']?.trim() && !env['BACKUP_RESTIC_PASSWORD']?.trim()) {
    warnings.push('BACKUP_RESTIC_REPOSITORY needs BACKUP_RESTIC_PASSWORD: no copy can be made without')
  }
  if (env['ENVIRONMENT'] === 'local') {
    warnings.push('ENVIRONMENT is local, and every alert says so: prod is the real thing')
  }
  if (env['TELEGRAM_MODE'] === 'webhook' && /^http:/i.test(env['WEBHOOK_URL'] ?? '')) {
    warnings.push('WEBHOOK_URL is not https: Telegram itself calls https addresses only')
  }
  return warnings
}
