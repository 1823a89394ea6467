import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { findProgram } from '../processes/find-program.ts'

export type MonitoringProgram = 'promtool' | 'prometheus' | 'amtool' | 'alertmanager'

/**
 * How to run a program: a command and its first arguments. For Alertmanager that is a shell: it is started by
 * alertmanager/run.sh, which finds it by itself.
 */
export type Runnable = { command: readonly string[]; source: string }

type Origin = { image: string; names: readonly string[]; atLeast: readonly [number, number] }

/** Older ones refuse what our files say: `chat_id_file` came with Alertmanager 0.31. */
const prometheus: Omit<Origin, 'names'> = { image: 'prom/prometheus', atLeast: [3, 5] }
const alertmanager: Omit<Origin, 'names'> = { image: 'prom/alertmanager', atLeast: [0, 31] }
const ORIGINS: Record<MonitoringProgram, Origin> = {
  promtool: { ...prometheus, names: ['promtool'] },
  prometheus: { ...prometheus, names: ['prometheus'] },
  amtool: { ...alertmanager, names: ['amtool'] },
  alertmanager: { ...alertmanager, names: ['alertmanager', 'prometheus-alertmanager'] },
}
/** Variables that a container gets as they are here. */
const PASSED_ON = [
  ...['ENVIRONMENT', 'DOCS_URL', 'GRAFANA_URL', 'SCHOOL_TIMEZONE', 'ALERT_TELEGRAM_API_ROOT'],
  ...['ALERT_QUIET_HOURS', 'ALERTMANAGER_SOURCE', 'ALERTMANAGER_RENDERED', 'ALERTMANAGER_SECRETS'],
]
const ANSWER_WITHIN_MS = 10_000
const PULL_WITHIN_MS = 120_000

/**
 * A program of the monitoring, from PATH when it is new enough, else from the very image that docker-compose.yml
 * names. A container of it shares the network of the machine and sees `folders` under their own names. When there is
 * neither, the reason why tests in need of it are skipped.
 */
export function findMonitoringProgram(
  program: MonitoringProgram,
  checkout: string,
  folders: readonly string[],
): Runnable | { missing: string } {
  const origin = ORIGINS[program]
  const path = findProgram(...origin.names)
  const version = path === undefined ? undefined : versionOf(path)
  if (path !== undefined && version !== undefined && isAtLeast(version, origin.atLeast)) {
    const command = program === 'alertmanager' ? ['env', `ALERTMANAGER_BINARY=${path}`, 'sh'] : [path]
    return { command, source: `${path} ${version.join('.')}` }
  }
  const onPath =
    path === undefined ? `no ${program} on PATH` : `${path} is older than ${origin.atLeast.join('.')}`
  const image = pinnedImage(checkout, origin.image)
  if (image === undefined) return { missing: `${onPath}, and docker-compose.yml names no ${origin.image}` }
  if (docker(ANSWER_WITHIN_MS, 'version', '--format', '{{.Server.Version}}') === undefined) {
    return { missing: `${onPath}, and no Docker engine` }
  }
  const present = docker(ANSWER_WITHIN_MS, 'image', 'inspect', '--format', '{{.Id}}', image)
  if (present === undefined && docker(PULL_WITHIN_MS, 'pull', '--quiet', image) === undefined) {
    return { missing: `${onPath}, and ${image} cannot be pulled` }
  }
  const mounts = folders.flatMap((folder) => ['--volume', `${folder}:${folder}`])
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`
  const variables = PASSED_ON.flatMap((name) => ['--env', name])
  const options = ['--rm', '--interactive', '--network', 'host', '--user', user, ...variables, ...mounts]
  const entrypoint = program === 'alertmanager' ? 'sh' : program
  return {
    command: ['docker', 'run', ...options, '--entrypoint', entrypoint, image],
    source: `a container of ${image}`,
  }
}

/** The image with the tag, and the digest if there is one, that docker-compose.yml runs. */
function pinnedImage(checkout: string, image: string): string | undefined {
  const file = join(checkout, 'docker-compose.yml')
  if (!existsSync(file)) return undefined
  const pattern = new RegExp(`${image}:[\\w.-]+(@sha256:[0-9a-f]{64})?`)
  return pattern.exec(readFileSync(file, 'utf8'))?.[0]
}

function versionOf(path: string): [number, number] | undefined {
  const { stdout, stderr } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: ANSWER_WITHIN_MS })
  const name = basename(path).replace(/^prometheus-/, '')
  const match = new RegExp(`${name}, version (\\d+)\\.(\\d+)`).exec(`${stdout}${stderr}`)
  return match === null ? undefined : [Number(match[1]), Number(match[2])]
}

function isAtLeast([major, minor]: readonly [number, number], least: readonly [number, number]): boolean {
  return major > least[0] || (major === least[0] && minor >= least[1])
}

/** What docker printed, or nothing when it failed, took too long or is not there. */
function docker(timeout: number, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('docker', args, { encoding: 'utf8', timeout })
  return status === 0 ? stdout.trim() : undefined
}
