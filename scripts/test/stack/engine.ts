import { spawnSync } from 'node:child_process'
import { findProgram } from '../../lib/processes/find-program.ts'

/** The folder of the checkout. */
export const root = new URL('../../../', import.meta.url).pathname.replace(/\/$/, '')

/**
 * A Compose file that comes last, for machines where not every image can be had: .ci/run has the lab write it. Services
 * whose image is not there are scaled to none in it.
 */
const override = process.env['STACK_OVERRIDE']
export const composeFiles = [
  'docker-compose.yml',
  'docker-compose.override.yml',
  'scripts/test/stack/telegram.yml',
  ...(override ? [override] : []),
].flatMap((file) => ['-f', file])

/** Docker's own variables, and nothing else of the caller's: his .env must not get into a stack under test. */
export const engineEnv: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => /^(PATH|HOME|DOCKER_.*|.*_proxy|SSL_CERT_.*)$/i.test(name)),
)

/** Why what takes minutes of backups and restores is left out, if it is. */
export const missingPatience =
  process.env['STACK_BACKUPS'] === 'all' ? false : 'it takes minutes: STACK_BACKUPS=all'

/** The same of deploys and replicas at every moment and under every load. */
export const missingDeployPatience =
  process.env['STACK_DEPLOYS'] === 'all' ? false : 'it takes minutes: STACK_DEPLOYS=all'

/** Of floods before nginx. */
export const missingFloodPatience =
  process.env['STACK_FLOODS'] === 'all' ? false : 'it takes minutes: STACK_FLOODS=all'

/** What a program printed, or nothing when it failed. */
function printed(program: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync(program, args, {
    cwd: root,
    env: engineEnv,
    encoding: 'utf8',
    timeout: 30_000,
  })
  return status === 0 ? stdout.trim() : undefined
}

/** Why `docker compose config` cannot be asked here, if it cannot. */
export function missingCompose(): string | undefined {
  if (findProgram('docker') === undefined) return 'no docker on PATH'
  return printed('docker', 'compose', 'version') === undefined ? 'no Docker Compose' : undefined
}

/** Why the stack cannot be started here, if it cannot. */
export function missingEngine(): string | undefined {
  const given = process.env['STACK_MISSING']
  if (given) return given
  const compose = missingCompose()
  if (compose !== undefined) return compose
  const version = printed('docker', 'version', '--format', '{{.Server.Version}}')
  if (version === undefined) return 'no Docker engine answers'
  // the first whose ports on 127.0.0.1 cannot be reached from the network
  if (Number.parseInt(version, 10) < 28) return `Docker ${version} is older than 28`
  const wanted = printed('docker', 'compose', ...composeFiles, 'config', '--images')?.split('\n') ?? []
  const absent = wanted.filter(
    (image) => !image.startsWith('schoolbot/') && printed('docker', 'image', 'inspect', image) === undefined,
  )
  const scaledToNone = override ? ['grafana/', 'glitchtip/'] : []
  const missing = absent.filter((image) => !scaledToNone.some((name) => image.startsWith(name)))
  return missing.length === 0 ? undefined : `images not here (docker compose pull): ${missing.join(', ')}`
}
