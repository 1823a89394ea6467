import { RolledBackError } from '../steps/exit-code.ts'
import type { SwarmRun } from './deploy-stack.ts'
import { type Ended, runJob } from './job.ts'
import type { Versioned } from './versions.ts'

/** What the jobs of a deploy have of the stack. */
export interface Given {
  secrets: readonly Versioned[]
  env: Readonly<Record<string, string>>
}

export const botImageOf = ({ env }: Pick<Given, 'env'>) =>
  `${env['BOT_IMAGE'] ?? 'schoolbot/bot'}:${env['BOT_VERSION'] ?? 'local'}`

/**
 * Brings the schema up to date by the image that comes, before any bot of it starts. What the version in service could not
 * live with is refused first, unless that is allowed. Throws a RolledBackError.
 */
export async function migrate(run: SwarmRun, given: Given & { allowContract: boolean }): Promise<void> {
  if (!given.allowContract) {
    const judged = await runBotOnce(run, given, ['migrations', 'judge'])
    if (judged.state !== 'Complete') {
      throw new RolledBackError(
        `the version in service cannot live with these migrations, and goes on; --allow-contract runs them all the same:\n${judged.log}`,
      )
    }
  }
  run.say('Bringing the schema up to date')
  const migrated = await runBotOnce(run, given, ['migrate'])
  if (migrated.state === 'Complete') return
  throw new RolledBackError(
    `the migrations failed, and the version before goes on: ${migrated.words} ${migrated.log}`,
  )
}

/** A command of the bot, by the image that comes and with its database. */
const runBotOnce = (run: SwarmRun, given: Given, command: readonly string[]): Promise<Ended> =>
  runJob(run, {
    name: 'migrate',
    image: botImageOf(given),
    command: ['node', 'src/main.ts', ...command],
    // `data` has no way out, to a server elsewhere
    networks: ['data', 'app'],
    secrets: given.secrets.filter(({ name }) =>
      ['telegram_token', 'postgres_bot_password', 'database_ssl_ca'].includes(name),
    ),
    env: variables(given.env),
    withinMs: 600_000,
  })

/** Of the bot's, what it takes to find the database; the rest only to be read at all. */
function variables(env: Readonly<Record<string, string>>): Record<string, string> {
  const of = (name: string, otherwise: string) => env[name] ?? otherwise
  return {
    TELEGRAM_TOKEN_FILE: '/run/secrets/telegram_token',
    ADMIN_TELEGRAM_IDS: of('ADMIN_TELEGRAM_IDS', ''),
    POSTGRES_HOST: of('DATABASE_HOST', 'postgres'),
    POSTGRES_PORT: of('DATABASE_PORT', '5432'),
    POSTGRES_DB: of('POSTGRES_DB', 'schoolbot'),
    POSTGRES_USER: of('POSTGRES_USER', 'schoolbot'),
    DATABASE_SSL: of('DATABASE_SSL', 'false'),
    DATABASE_SSL_CA_FILE: '/run/secrets/database_ssl_ca',
    POSTGRES_PASSWORD_FILE: '/run/secrets/postgres_bot_password',
    ENVIRONMENT: of('ENVIRONMENT', 'prod'),
  }
}
