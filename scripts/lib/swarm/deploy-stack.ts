import { existsSync, readFileSync } from 'node:fs'
import { resolve as absolute, join } from 'node:path'
import type { Docker } from '../compose/docker.ts'
import { RolledBackError, VerificationError } from '../steps/exit-code.ts'
import { reach } from '../steps/failpoint.ts'
import { PreflightError, type Settings, StepError } from '../steps/step.ts'
import { backUp, backupPlan } from './back-up.ts'
import { passGate } from './gate.ts'
import { goBack } from './go-back.ts'
import { type Given, migrate } from './migrate-job.ts'
import { nodeFaults } from './nodes.ts'
import { markPassed } from './passed.ts'
import { readServices, untilSettled, untilThere } from './stack-state.ts'
import type { SwarmWish } from './swarm-options.ts'
import { runningTasks } from './tasks.ts'
import { bringSecrets, readConfigs, readSecrets, removeUnused, versionVariable } from './versions.ts'

export interface SwarmRun {
  docker: Docker
  settings: Settings
  stack: string
  say: (line: string) => void
}

const stackPath = ['deploy', 'swarm', 'stack.yml'] as const
/** What an installation has otherwise, as docker-compose.override.yml is for Compose. */
const overridePath = ['deploy', 'swarm', 'override.yml'] as const

/** Of a whole update: each replica has its start, its drain, and what Swarm watches after it. */
const patienceMs = 900_000

/**
 * Brings the stack to what the checkout, .env and secrets/ say: a backup, the schema, then the services, each as stack.yml has
 * it. Throws a RolledBackError when the version before goes on, or is in service again.
 */
export async function deployStack(run: SwarmRun, wish: SwarmWish & { kind: 'deploy' }): Promise<void> {
  const { docker, settings, stack } = run
  const stackFile = readFileSync(join(settings.root, ...stackPath), 'utf8')
  const secrets = readSecrets(settings, stackFile)
  const configs = readConfigs(settings.root, stackFile)
  const backup = backupPlan(settings.env, wish)
  const faults = [
    ...(await nodeFaults(run)),
    ...secretFaults(secrets),
    ...(backup.plan === 'refused' ? [backup.words] : []),
  ]
  if (faults.length > 0) throw new PreflightError(faults.join('\n'))
  await bringSecrets(docker, stack, secrets)
  const env = {
    ...givenVariables(settings),
    ...databaseOf(settings),
    STACK: stack,
    ...Object.fromEntries(
      [...secrets, ...configs].map(({ name, version }) => [versionVariable(name), version]),
    ),
  }
  // its networks are the way to the database
  const isFirst =
    (await docker.docker(['network', 'ls', '--quiet', '--filter', `name=^${stack}_data$`])).trim() === ''
  if (isFirst) await stackDeploy(run, env)
  await untilThere(docker, stack, 'postgres')
  if (backup.plan === 'job') await backUp(run, { secrets, env })
  else run.say(backup.words)
  await migrate(run, { secrets, env, allowContract: wish.allowContract })
  const image = await exchange(run, { secrets, env, isFirst })
  await removeUnused(docker, stack, 'secret', secrets)
  await removeUnused(docker, stack, 'config', configs)
  await markPassed(docker, stack, image)
  run.say(`${stack} runs as the checkout says`)
}

/** Every service as it shall be, and the bots through the gate, whose image it returns; otherwise the version before. */
async function exchange(run: SwarmRun, given: Given & { isFirst: boolean }): Promise<string> {
  const { docker, stack, say } = run
  const before = given.isFirst ? [] : await runningTasks(docker, stack, 'bot')
  const since = new Date()
  if (!given.isFirst) await stackDeploy(run, given.env)
  const settled = await untilSettled(docker, stack, { since, withinMs: patienceMs, say })
  if (settled.words === 'rolled back') {
    throw new RolledBackError(`Swarm went back to the version before: ${settled.why}`)
  }
  reach('swarm: exchanged')
  try {
    await passGate(run, { ...given, before })
  } catch (error) {
    throw error instanceof StepError ? await goBack(run, error) : error
  }
  const bot = (await readServices(docker, stack)).find(({ name }) => name === 'bot')
  return bot?.image ?? ''
}

/** What stack.yml asks for comes of .env, and of the shell over it, as with Compose; empty counts as absent. */
function givenVariables({ env, root }: Settings): Record<string, string> {
  const given = Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : []))
  const metrics = env['TEXTFILE_DIR']
  return { ...Object.fromEntries(given), ...(metrics ? { TEXTFILE_DIR: absolute(root, metrics) } : {}) }
}

/** POSTGRES_HOST counts where the stack has no Postgres of its own; in Compose it does not, and .env.example has localhost. */
export function databaseOf({ env }: Settings): { DATABASE_HOST: string; DATABASE_PORT: string } {
  const isElsewhere = env['POSTGRES_REPLICAS'] === '0'
  return {
    DATABASE_HOST: (isElsewhere && env['POSTGRES_HOST']) || 'postgres',
    DATABASE_PORT: (isElsewhere && env['POSTGRES_PORT']) || '5432',
  }
}

async function stackDeploy(
  { docker, settings, stack, say }: SwarmRun,
  env: Record<string, string>,
): Promise<void> {
  say(`Bringing ${stack} to the Swarm`)
  // an image without a registry is on the nodes already, and nobody can be asked for its digest
  const resolve = isOfRegistry(settings.env['BOT_IMAGE']) ? 'always' : 'never'
  const args = ['--detach', '--prune', '--with-registry-auth', `--resolve-image=${resolve}`]
  const own = existsSync(join(settings.root, ...overridePath))
    ? ['--compose-file', join(...overridePath)]
    : []
  await docker.docker(['stack', 'deploy', ...args, '--compose-file', join(...stackPath), ...own, stack], {
    env,
  })
}

const isOfRegistry = (image = '') => /^(localhost|[^/]*[.:][^/]*)\//.test(image)

function secretFaults(secrets: ReturnType<typeof readSecrets>): string[] {
  const needed = ['telegram_token', 'postgres_bot_password', 'redis_url']
  const missing = secrets.filter(({ name, text }) => needed.includes(name) && text.trim() === '')
  return missing.map(
    ({ name }) => `secrets/${name} is empty or missing: ./scripts/init_monitoring.sh makes it of .env`,
  )
}

/** What runs where, for people. */
export async function statusLines({ docker, stack }: SwarmRun): Promise<string[]> {
  const services = await readServices(docker, stack)
  if (services.length === 0)
    throw new VerificationError(`there is no stack ${stack}: deploy/swarm/deploy.sh makes it`)
  return services.map(
    ({ name, running, wanted, image, update }) =>
      `${name.padEnd(20)} ${running}/${wanted}  ${image}${update ? `  ${update.state}` : ''}`,
  )
}
