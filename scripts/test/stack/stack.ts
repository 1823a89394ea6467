import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SandboxDriver } from '../../../sandbox/src/driver.ts'
import { writeStackSecrets } from '../../lib/settings/stack-secrets.ts'
import { certificatesIn, type PutCertificate } from './certificates.ts'
import { composeFiles, root } from './engine.ts'
import { publishedPorts } from './free-ports.ts'
import { projectName, removeLeftovers } from './leftovers.ts'
import { type Docker, dockerIn, takeDown } from './run-docker.ts'
import { adminId, newToken, startTelegram } from './stack-telegram.ts'

export { adminId }
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
  putCertificate: PutCertificate
  /** Puts another one, and tells the nginx that runs. */
  changeCertificate(...certificate: Parameters<PutCertificate>): Promise<void>
  /** Of all that belongs to this stack and is no volume: its .env is `env` in it, its secrets are in `secrets`. */
  folder: string
  /** Where backup.sh and the restore drill leave their metrics. */
  metrics: string
  sandbox: SandboxDriver
  /** Every value that must never be seen. */
  secrets: string[]
  docker: Docker
  compose: Docker
  /** Starts services and waits until they are healthy; fails with the last words of all that are not. */
  up(...args: string[]): Promise<void>
  /** What `docker inspect` says of the containers, those that ended too. */
  containers(): Promise<Container[]>
  remove(): Promise<void>
}

/** As far as the tests look at it. */
export interface Container {
  Id: string
  Config: { Image: string; Labels: Record<string, string>; Env: string[] }
  RestartCount: number
  State: { Status: string; Pid: number; ExitCode: number; OOMKilled: boolean; Health?: { Status: string } }
  NetworkSettings: {
    Ports: Record<string, { HostIp: string; HostPort: string }[] | null>
    Networks: Record<string, { Aliases: string[] | null; IPAddress: string }>
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
  /** Days that nginx's certificate lasts: then Telegram calls the webhook over TLS. */
  certificateDays?: number
}

/** Prepares everything and starts nothing. */
export async function prepareStack({
  files = [],
  env: more = {},
  secrets: given = {},
  certificateDays,
}: StackOptions = {}): Promise<Stack> {
  await removeLeftovers()
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-stack-'))
  const [certs, acme, metrics] = [join(folder, 'certs'), join(folder, 'acme'), join(folder, 'metrics')]
  for (const name of [certs, acme, metrics]) {
    mkdirSync(name)
    chmodSync(name, 0o755)
  }
  const ports = await publishedPorts(replicas)
  const secrets = {
    TELEGRAM_TOKEN: newToken(),
    TELEGRAM_BOT_TOKEN: newToken(),
    WEBHOOK_SECRET: randomBytes(24).toString('base64url'),
  }
  const putCertificate = certificatesIn(certs, join(folder, 'authority'))
  if (certificateDays !== undefined) putCertificate('trusted', certificateDays)
  const telegram = await startTelegram(secrets.TELEGRAM_TOKEN, secrets.TELEGRAM_BOT_TOKEN)
  const made = writeStackSecrets(join(folder, 'secrets'), {
    ...{ ...secrets, TELEGRAM_CHAT_ID: String(adminId) },
    ...given,
  })
  const http = `http://127.0.0.1:${ports.NGINX_HTTP_PORT}`
  const env = {
    ...secrets,
    SECRETS_DIR: join(folder, 'secrets'),
    NGINX_CERTS_DIR: certs,
    NGINX_ACME_DIR: acme,
    TEXTFILE_DIR: metrics,
    BOT_REPLICAS: replicas,
    BOT_VERSION: projectName,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_API_ROOT: telegram.url,
    ALERT_TELEGRAM_API_ROOT: telegram.url,
    WEBHOOK_URL: certificateDays === undefined ? http : `https://127.0.0.1:${ports.NGINX_HTTPS_PORT}`,
    ADMIN_TELEGRAM_IDS: adminId,
    GLITCHTIP_HOST: 'errors.school.test',
    ...ports,
    ...more,
  }
  const envFile = join(folder, 'env')
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(envFile, lines.join(''))

  const docker = dockerIn(root)
  const ofProject = ['--ansi=never', '--progress=quiet', '-p', projectName, '--env-file', envFile]
  const ownFiles = files.flatMap((file) => ['-f', file])
  const compose: Docker = (...args) => docker('compose', ...ofProject, ...composeFiles, ...ownFiles, ...args)

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

  async function containers(): Promise<Container[]> {
    const ids = (await compose('ps', '--all', '--quiet')).split('\n').filter((id) => id !== '')
    return JSON.parse(await docker('inspect', ...ids))
  }

  return {
    url: http,
    httpsPort: ports.NGINX_HTTPS_PORT,
    prometheusUrl: `http://127.0.0.1:${ports.PROMETHEUS_PORT}`,
    alertmanagerUrl: `http://127.0.0.1:${ports.ALERTMANAGER_PORT}`,
    async botPorts() {
      const bots = (await containers()).filter((container) => serviceOf(container) === 'bot')
      return bots.flatMap(({ NetworkSettings: { Ports } }) =>
        Object.values(Ports).flatMap((bindings) => (bindings ?? []).map(({ HostPort }) => Number(HostPort))),
      )
    },
    putCertificate,
    async changeCertificate(...certificate) {
      putCertificate(...certificate)
      await compose('kill', '--signal', 'HUP', 'nginx')
    },
    folder,
    metrics,
    sandbox: telegram.sandbox,
    secrets: made.flatMap((name) => secretWords(readFileSync(join(folder, 'secrets', name), 'utf8'))),
    docker,
    compose,
    up,
    containers,
    async remove() {
      try {
        await takeDown(docker, compose)
      } finally {
        await telegram.close()
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

/** The parts of a secret file that are secret: long and made of chance. The chat's number is not. */
function secretWords(text: string): string[] {
  return text.match(/[\w-]{20,}/g)?.filter((word) => /\d/.test(word) && /[A-Za-z]/.test(word)) ?? []
}
