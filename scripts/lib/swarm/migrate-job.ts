import { setTimeout as sleep } from 'node:timers/promises'
import { RolledBackError } from '../steps/exit-code.ts'
import type { SwarmRun } from './deploy-stack.ts'
import { fullName, type Versioned } from './versions.ts'

/** A database that has only just come may not be known by its name yet, nor a new container have its way out. */
const retries = 3

/** Migrations give up waiting by themselves; this is for a node that has no image, or a scheduler with no place. */
const patienceMs = 600_000

/** What the jobs of a deploy have of the stack. */
interface Given {
  secrets: readonly Versioned[]
  env: Readonly<Record<string, string>>
}

/**
 * Brings the schema up to date by the image that comes, before any bot of it starts. What the version in service could not
 * live with is refused first, unless that is allowed. Throws a RolledBackError.
 */
export async function migrate(run: SwarmRun, given: Given & { allowContract: boolean }): Promise<void> {
  if (!given.allowContract) {
    const judged = await runJob(run, given, ['migrations', 'judge'])
    if (judged.state !== 'Complete') {
      throw new RolledBackError(
        `the version in service cannot live with these migrations, and goes on; --allow-contract runs them all the same:\n${judged.log}`,
      )
    }
  }
  run.say('Bringing the schema up to date')
  const migrated = await runJob(run, given, ['migrate'])
  if (migrated.state === 'Complete') return
  throw new RolledBackError(
    `the migrations failed, and the version before goes on: ${migrated.words} ${migrated.log}`,
  )
}

/** Runs a command of the bot once, by the image that comes and with its database. */
async function runJob(
  { docker: { docker }, stack }: SwarmRun,
  { secrets, env }: Given,
  command: readonly string[],
): Promise<{ state: string; words: string; log: string }> {
  // not of the stack: `stack deploy --prune` would take it for a service that is no more
  const name = `${stack}_migrate`
  // of a run that was killed
  await docker(['service', 'rm', name]).catch(() => undefined)
  const image = `${env['BOT_IMAGE'] ?? 'schoolbot/bot'}:${env['BOT_VERSION'] ?? 'local'}`
  const needed = secrets.filter(({ name: secret }) =>
    ['telegram_token', 'postgres_bot_password', 'database_ssl_ca'].includes(secret),
  )
  // `data` has no way out, to a server elsewhere
  const networks = ['data', 'app'].flatMap((network) => ['--network', `${stack}_${network}`])
  await docker([
    ...['service', 'create', '--detach', '--quiet', '--name', name, '--mode', 'replicated-job'],
    ...['--restart-condition', 'on-failure', '--restart-delay', '2s'],
    ...['--restart-max-attempts', String(retries), '--with-registry-auth', '--no-resolve-image', ...networks],
    ...needed.flatMap((secret) => ['--secret', `source=${fullName(stack, secret)},target=${secret.name}`]),
    ...Object.entries(variables(env)).flatMap(([variable, value]) => ['--env', `${variable}=${value}`]),
    ...[image, 'node', 'src/main.ts', ...command],
  ])
  try {
    const ended = await untilEnded(docker, name)
    const log = await docker(['service', 'logs', '--raw', '--tail', '40', name]).catch(() => '')
    return { ...ended, log: log.trim() }
  } finally {
    await docker(['service', 'rm', name])
  }
}

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

/** Each try is a task of its own. */
async function untilEnded(
  docker: SwarmRun['docker']['docker'],
  name: string,
): Promise<{ state: string; words: string }> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(500)) {
    const format = '{{.CurrentState}}|{{.Error}}'
    const listed = (await docker(['service', 'ps', '--no-trunc', '--format', format, name])).split('\n')
    const tasks = listed.filter(Boolean).map((line) => {
      const [state = '', words = ''] = line.split('|')
      return { state: state.split(' ')[0] ?? '', words }
    })
    const complete = tasks.find(({ state }) => state === 'Complete')
    if (complete !== undefined) return complete
    const [failed, ...before] = tasks.filter(({ state }) => ['Failed', 'Rejected'].includes(state))
    if (failed !== undefined && before.length >= retries) return failed
    if (Date.now() > deadline) {
      return { state: 'Pending', words: `no end after ${patienceMs / 60_000} min: ${listed[0] ?? ''}` }
    }
  }
}
