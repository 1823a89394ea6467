import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Docker } from '../../lib/compose/docker.ts'
import { createConfigurationStep } from '../../lib/init/configuration.ts'
import { type Setup, type Step, StepError } from '../../lib/steps/step.ts'
import { createFolderSetup } from './folder-setup.ts'

/** Files are dated by the clock of the kernel, which ticks. */
export const aMoment = () => sleep(20)

interface Service {
  state?: string
  /** Path in the folder of the installation, and in the container. */
  mounted: [string, string]
  /** What it says of its files: nothing is wrong with them, or what is. */
  complaint?: string
  /** Of settings that are not those of today. */
  isOlder?: boolean
  /** A HUP changes nothing. */
  isDeaf?: boolean
}

export interface RunningServices extends Disposable {
  folder: string
  step: Step
  setup: Setup
  /** What the engine was asked to change. */
  calls: string[]
  /** As somebody else may do. */
  restart(service: string): void
  /** Writes a file of the installation. */
  write(name: string, text?: string): void
  /** What nginx prints of its files, and what those hold that a start would read now. */
  nginx: { running: string; today: string; ageSeconds: number }
}

/** An installation in which these run, since a moment after its files were written. */
export function createRunningServices(services: Record<string, Service>): RunningServices {
  const installation = createFolderSetup({})
  const { folder, setup } = installation
  const calls: string[] = []
  const nginx = { running: '', today: '', ageSeconds: 0 }
  let noted = ''
  const readAt = new Map<string, number>()
  const startedAt = new Map(Object.keys(services).map((name) => [name, new Date()]))
  const hashes = Object.entries(services)
    .map(([name, { isOlder }]) => `${name} ${isOlder ? 'of-today' : 'of-its-start'}\n`)
    .join('')
  const inspected = (service: string) => {
    const { state = 'running', mounted: [source, target] = ['', ''] } = services[service] ?? {}
    return {
      Id: service,
      Config: {
        Labels: { 'com.docker.compose.service': service, 'com.docker.compose.config-hash': 'of-its-start' },
      },
      State: { Status: state, StartedAt: startedAt.get(service)?.toISOString() },
      Mounts: [{ Type: 'bind', Source: join(folder, source), Destination: target }],
    }
  }
  const docker: Docker = {
    async docker(args) {
      if (args[0] === 'inspect') return JSON.stringify(args.slice(1).map(inspected))
      calls.push(args.join(' '))
      if (args[0] === 'restart') startedAt.set(args[1] ?? '', new Date())
      return ''
    },
    async compose(args) {
      if (args[0] === 'ps') return `${Object.keys(services).join('\n')}\n`
      const words = args.join(' ')
      if (words.startsWith('config --hash')) return hashes
      if (args[0] === 'run') {
        const tried = Object.entries(services).find(([name]) => args.includes(name))
        if (tried?.[1].complaint !== undefined)
          throw new StepError(`docker compose run: ${tried[1].complaint}`)
        return nginx.today
      }
      if (words.includes('/proc/uptime')) {
        // of a machine that has been up for 5000 seconds
        const born = Math.round((5000 - nginx.ageSeconds) * 100)
        const stat = (pid: number, ticks: number) =>
          `${pid} (nginx) S 1 ${Array.from({ length: 17 }, () => 0).join(' ')} ${ticks} 0`
        return `${nginx.running}# processes\n5000.00 1.00\n${stat(1, 100)}\n${stat(9, born)}\n7 (sh) S 0 ${stat(7, 499_999).slice(14)}\n`
      }
      const service = args[2] ?? ''
      if (service === 'grafana') noted = /^echo (\d+) /.exec(args.at(-1) ?? '')?.[1] ?? noted
      if (service === 'grafana') return noted
      if (words.endsWith('kill -HUP 1')) {
        if (!services[service]?.isDeaf) readAt.set(service, Date.now() / 1000)
        calls.push(`reload ${service}${words.includes('run.sh --check') ? ', its file made anew' : ''}`)
        return ''
      }
      calls.push(words.includes('nginx -s reload') ? 'reload nginx' : words)
      if (words.includes('nginx -s reload')) Object.assign(nginx, { running: nginx.today, ageSeconds: 0 })
      return ''
    },
  }
  async function answer(url: string, { method = 'GET' }: RequestInit = {}): Promise<Response> {
    if (method === 'POST') calls.push(`reload grafana: ${/provisioning\/(\w+)\/reload/.exec(url)?.[1]}`)
    const lines = [...readAt].map(
      ([service, seconds]) => `${service}_config_last_reload_success_timestamp_seconds ${seconds}\n`,
    )
    return new Response(lines.join(''))
  }
  const write = (name: string, text = 'text') => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const answering: Setup = { ...setup, compose: docker.compose, fetch: answer }
  return {
    ...{ folder, calls, write, nginx },
    restart: (service) => startedAt.set(service, new Date()),
    ...{ setup: answering, step: createConfigurationStep(answering, docker) },
    [Symbol.dispose]: () => installation[Symbol.dispose](),
  }
}
