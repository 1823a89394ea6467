import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, statfsSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { readContainers } from '../compose/containers.ts'
import { connectionWarnings } from '../settings/connections.ts'
import { sizeOf } from '../words/sizes-and-ages.ts'
import type { DeployRun } from './deploy-run.ts'
import { type Findings, fault, warning } from './findings.ts'

/** Of an image of the bot with what its build leaves; much of it is there from the last one. */
const imageBytes = 1_000_000_000

export async function roomForImages({ docker }: DeployRun): Promise<Partial<Findings> | undefined> {
  const folder = (await docker.docker(['info', '--format', '{{.DockerRootDir}}'])).trim()
  // an engine elsewhere has no folder here
  if (!existsSync(folder)) return undefined
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  if (free >= imageBytes) return undefined
  return fault(
    `${folder} has room for ${sizeOf(free)} and ${sizeOf(imageBytes)} may be needed: docker image prune and docker builder prune make room`,
  )
}

/** While replicas are exchanged there is one more of them. */
export function roomForOneMore({ project, setup }: DeployRun): Partial<Findings> {
  const { env } = setup
  const warnings = connectionWarnings(project, env)
  const ports = project.portsOf('bot')
  const wanted = project.replicasOf('bot') + 1
  const faults =
    ports === undefined || ports >= wanted
      ? []
      : [
          `BOT_PORTS has ${ports} ports and ${wanted} are needed while replicas are exchanged: make the range wider`,
        ]
  const free = availableMemory()
  const limit = project.memoryOf('bot')
  if (free !== undefined && limit !== undefined && free < limit) {
    warnings.push(
      `${sizeOf(free)} of memory are free, and one replica more may take ${sizeOf(limit)} (BOT_MEMORY)`,
    )
  }
  return { faults, warnings }
}

function availableMemory(): number | undefined {
  if (!existsSync('/proc/meminfo')) return undefined
  const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
}

/** nginx has to get its ports when it starts; while it runs it has them. */
export async function takenPorts({ docker, setup }: DeployRun): Promise<Partial<Findings>> {
  if (!setup.isPresent('nginx')) return {}
  const [nginx] = await readContainers(docker, ['nginx'])
  if (nginx?.state === 'running') return {}
  const { env } = setup
  const wanted = [
    ['NGINX_HTTP_PORT', env['NGINX_HTTP_PORT'] || '80'],
    ['NGINX_HTTPS_PORT', env['NGINX_HTTPS_PORT'] || '443'],
    ['BOT_PORT', env['BOT_PORT'] || '8080'],
  ] as const
  const answers = await Promise.all(wanted.map(([, port]) => answersAt(Number(port.split(':').at(-1)))))
  return {
    faults: wanted
      .filter((_, index) => answers[index])
      .map(([name, port]) => `port ${port} is taken by another program: stop that, or set ${name} in .env`),
  }
}

function answersAt(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 })
    const end = (answers: boolean) => () => {
      socket.destroy()
      done(answers)
    }
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  })
}

/** Telegram calls no webhook whose certificate has run out. */
export function certificateDays({ setup, at }: DeployRun): Partial<Findings> | undefined {
  const file = join(resolve(setup.root, setup.env['NGINX_CERTS_DIR'] || 'nginx/certs'), 'fullchain.pem')
  if (!setup.isPresent('nginx') || !existsSync(file)) return undefined
  let until: Date
  try {
    until = new X509Certificate(readFileSync(file)).validToDate
  } catch {
    return fault(`${file} is no certificate that can be read: see nginx/README.md`)
  }
  const days = (until.getTime() - at.getTime()) / 86_400_000
  const renew = 'renew it as nginx/README.md says'
  if (days < 0) {
    const words = `the certificate of nginx has run out on ${until.toISOString().slice(0, 10)}: ${renew}`
    return setup.env['TELEGRAM_MODE']?.trim() === 'webhook' ? fault(words) : warning(words)
  }
  return days < 7
    ? warning(`the certificate of nginx lasts ${Math.floor(days)} more days: ${renew}`)
    : undefined
}
