import { execFile } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { connectSandbox, type SandboxDriver } from '../../../sandbox/src/driver.ts'
import { startSandbox } from '../../../sandbox/src/sandbox.ts'
import { writeStackSecrets } from '../../lib/stack-secrets.ts'
import { composeFiles, engineEnv, root } from './engine.ts'
import { freePorts } from './free-ports.ts'
import { projectPrefix, removeLeftovers } from './leftovers.ts'

const run = promisify(execFile)

export const adminId = 700_000_001
export const replicas = 3

/** The real stack under a name of its own, with ports, secrets and data that nobody else has. */
export interface Stack {
  /** Of nginx, as the outside sees it. */
  url: string
  httpsPort: number
  prometheusUrl: string
  alertmanagerUrl: string
  /** Of this machine, one for each replica that runs. */
  botPorts(): Promise<number[]>
  certs: string
  /** Where backup.sh and the restore drill leave their metrics. */
  metrics: string
  sandbox: SandboxDriver
  /** Every value that must never be seen. */
  secrets: string[]
  docker(...args: string[]): Promise<string>
  compose(...args: string[]): Promise<string>
  /** Starts services and waits until they are healthy; fails with the last words of all that are not. */
  up(...args: string[]): Promise<void>
  /** What `docker inspect` says of the containers, those that ended too. */
  containers(): Promise<Container[]>
  remove(): Promise<void>
}

/** As far as the tests look at it. */
export interface Container {
  Id: string
  Config: { Labels: Record<string, string>; Env: string[] }
  State: { Status: string; Pid: number; ExitCode: number; Health?: { Status: string } }
  NetworkSettings: {
    Ports: Record<string, { HostIp: string; HostPort: string }[] | null>
    Networks: Record<string, { Aliases: string[] | null }>
  }
}

export const serviceOf = (container: Container) => container.Config.Labels['com.docker.compose.service'] ?? ''

export interface StackOptions {
  /** Compose files that come last. */
  files?: readonly string[]
  /** Variables of .env, beside or in place of those of every stack under test. */
  env?: Readonly<Record<string, string | number>>
  /** Variables that go into files of secrets. */
  secrets?: Readonly<Record<string, string>>
}

/** Prepares everything and starts nothing. */
export async function prepareStack({
  files = [],
  env: more = {},
  secrets: given = {},
}: StackOptions = {}): Promise<Stack> {
  await removeLeftovers()
  const project = `${projectPrefix}${process.pid}`
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-stack-'))
  const certs = join(folder, 'certs')
  for (const name of [certs, join(folder, 'acme'), join(folder, 'metrics')]) {
    mkdirSync(name)
    chmodSync(name, 0o755)
  }
  // more than replicas: Docker may hold two for one that starts
  const [http, https, prometheus, alertmanager, grafana, glitchtip, bot, ...botPorts] = await freePorts(
    7 + 3 * replicas,
  )
  const token = () => `${randomInt(1e9, 2e9)}:${randomBytes(24).toString('base64url')}`
  const secrets = {
    TELEGRAM_TOKEN: token(),
    TELEGRAM_BOT_TOKEN: token(),
    WEBHOOK_SECRET: randomBytes(24).toString('base64url'),
  }
  // containers come by an address of this machine, the test by 127.0.0.1
  const sandbox = await startSandbox({
    port: 0,
    tokens: [secrets.TELEGRAM_TOKEN, secrets.TELEGRAM_BOT_TOKEN],
    host: '0.0.0.0',
  })
  const telegram = `http://telegram.test:${new URL(sandbox.url).port}`
  const made = writeStackSecrets(join(folder, 'secrets'), {
    ...{ ...secrets, TELEGRAM_CHAT_ID: String(adminId) },
    ...given,
  })
  const env = {
    ...secrets,
    SECRETS_DIR: join(folder, 'secrets'),
    NGINX_CERTS_DIR: certs,
    NGINX_ACME_DIR: join(folder, 'acme'),
    TEXTFILE_DIR: join(folder, 'metrics'),
    BOT_REPLICAS: replicas,
    BOT_VERSION: project,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_API_ROOT: telegram,
    ALERT_TELEGRAM_API_ROOT: telegram,
    WEBHOOK_URL: `http://127.0.0.1:${http}`,
    ADMIN_TELEGRAM_IDS: adminId,
    GLITCHTIP_HOST: 'errors.school.test',
    NGINX_HTTP_PORT: http,
    NGINX_HTTPS_PORT: https,
    PROMETHEUS_PORT: prometheus,
    ALERTMANAGER_PORT: alertmanager,
    GRAFANA_PORT: grafana,
    GLITCHTIP_PORT: glitchtip,
    BOT_PORT: bot,
    BOT_PORTS: `${botPorts.at(0)}-${botPorts.at(-1)}`,
    ...more,
  }
  const envFile = join(folder, 'env')
  writeFileSync(
    envFile,
    Object.entries(env)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  )

  async function docker(...args: string[]): Promise<string> {
    const options = { cwd: root, env: engineEnv, maxBuffer: 64 * 1024 * 1024, timeout: 240_000 }
    return (await run('docker', args, options)).stdout
  }
  async function up(...args: string[]): Promise<void> {
    try {
      await compose('up', '--detach', '--wait', '--wait-timeout', '150', '--pull', 'never', ...args)
    } catch (error) {
      const states = await compose('ps', '--all', '--format', '{{.Service}} {{.Name}} {{.Status}}')
      const ill = states.split('\n').filter((line) => line !== '' && !/\(healthy\)|Exited \(0\)/.test(line))
      const services = [...new Set(ill.map((line) => line.split(' ')[0] ?? ''))]
      const words = await compose('logs', '--no-color', '--tail', '15', ...services)
      throw new Error(`not healthy:\n${ill.join('\n')}\n${words}`, { cause: error })
    }
  }
  const compose = (...args: string[]) =>
    docker(
      'compose',
      '--ansi=never',
      '--progress=quiet',
      '-p',
      project,
      '--env-file',
      envFile,
      ...composeFiles,
      ...files.flatMap((file) => ['-f', file]),
      ...args,
    )

  async function containers(): Promise<Container[]> {
    const ids = (await compose('ps', '--all', '--quiet')).split('\n').filter((id) => id !== '')
    return JSON.parse(await docker('inspect', ...ids))
  }

  return {
    url: `http://127.0.0.1:${http}`,
    httpsPort: Number(https),
    prometheusUrl: `http://127.0.0.1:${prometheus}`,
    alertmanagerUrl: `http://127.0.0.1:${alertmanager}`,
    async botPorts() {
      const bots = (await containers()).filter((container) => serviceOf(container) === 'bot')
      return bots.flatMap(({ NetworkSettings: { Ports } }) =>
        Object.values(Ports).flatMap((bindings) => (bindings ?? []).map(({ HostPort }) => Number(HostPort))),
      )
    },
    certs,
    metrics: join(folder, 'metrics'),
    sandbox: connectSandbox(sandbox.url.replace('0.0.0.0', '127.0.0.1')),
    secrets: made.flatMap((name) => secretWords(readFileSync(join(folder, 'secrets', name), 'utf8'))),
    docker,
    compose,
    up,
    containers,
    async remove() {
      try {
        await compose('down', '--volumes', '--remove-orphans', '--timeout', '10')
        await docker('image', 'rm', '--force', `schoolbot/bot:${project}`)
      } finally {
        await sandbox.close()
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

/** The parts of a secret file that are secret: long and made of chance. The chat's number is not. */
function secretWords(text: string): string[] {
  return text.match(/[\w-]{20,}/g)?.filter((word) => /\d/.test(word) && /[A-Za-z]/.test(word)) ?? []
}
