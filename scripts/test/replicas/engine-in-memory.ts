import { fileURLToPath } from 'node:url'
import { type ComposeProject, readProject } from '../../lib/compose/compose-project.ts'
import type { StreamingDocker } from '../../lib/compose/docker.ts'
import type { ReplicasRun, Target } from '../../lib/replicas/replicas-run.ts'
import { watchForInterruption } from '../../lib/steps/interruption.ts'
import { createSetup } from '../../lib/steps/setup.ts'
import { StepError } from '../../lib/steps/step.ts'

export interface Bot {
  number: number
  image: string
  state: string
  health: string
  restarts: number
}

/** An engine whose replicas are rows: what it was asked to do shows in `happened`. */
export interface EngineInMemory {
  bots: Bot[]
  /** How the next ones come up; healthy without. */
  next: Partial<Bot>[]
  happened: string[]
  said: string[]
  run: ReplicasRun
  target(count: number, image?: string): Target
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const idOf = ({ number }: Bot) => `bot-${number}`

export async function engineInMemory(given: readonly Partial<Bot>[]): Promise<EngineInMemory> {
  const make = (number: number, bot: Partial<Bot> = {}): Bot => ({
    ...{ number, image: 'sha256:old', state: 'running', health: 'healthy', restarts: 0 },
    ...bot,
  })
  const bots = given.map((bot, index) => make(index + 1, bot))
  const [next, happened, said]: [Partial<Bot>[], string[], string[]] = [[], [], []]

  function docker(args: readonly string[], { input = '' } = {}): string {
    const [verb = '', ...rest] = args
    const id = rest.at(-1) ?? ''
    if (verb === 'ps') {
      const service = args.find((arg) => arg.includes('service='))?.split('service=')[1]
      return service === 'nginx' ? 'nginx\n' : bots.map((bot) => `${idOf(bot)}\n`).join('')
    }
    if (verb === 'inspect')
      return JSON.stringify(bots.filter((bot) => rest.includes(idOf(bot))).map(inspected))
    if (verb === 'exec') {
      const names = Array.from(input.matchAll(/server 10\.0\.0\.(\d+)/g), ([, number]) => number)
      happened.push(names.length > 0 ? `nginx: ${names.join()}` : 'nginx: all')
    }
    const bot = bots.find((one) => idOf(one) === id)
    if (bot !== undefined && verb === 'stop') {
      bot.state = 'exited'
      happened.push(`${id} stopped`)
    }
    if (bot !== undefined && verb === 'rm') {
      bots.splice(bots.indexOf(bot), 1)
      happened.push(`${id} removed`)
    }
    return ''
  }

  const engine: StreamingDocker = {
    docker: async (args, options) => docker(args, options),
    compose: async () => '',
    program: () => {
      throw new Error('nothing streams')
    },
  }
  const project: ComposeProject = await readProject({
    ...engine,
    compose: async () =>
      JSON.stringify({ name: 'school', services: {}, networks: { app: { name: 'school_app' } } }),
  })
  const setup = createSetup({ root, env: {}, docker: engine, project, say: (line) => said.push(line) })
  return {
    ...{ bots, next, happened, said },
    run: { docker: engine, project, setup, interruption: watchForInterruption(() => undefined) },
    target: (count, image = 'sha256:old') => ({
      ...{ count, image, configHash: 'hash' },
      async up(args) {
        const scale = Number(args.find((arg) => arg.startsWith('bot='))?.slice(4))
        if (scale !== bots.length + 1) throw new StepError(`asked for ${scale} beside ${bots.length}`)
        const bot = make(Math.max(0, ...bots.map(({ number }) => number)) + 1, { image, ...next.shift() })
        bots.push(bot)
        happened.push(`${idOf(bot)} added`)
        if (bot.state === 'created') throw new StepError('a port is taken')
      },
    }),
  }
}

const inspected = (bot: Bot) => ({
  ...{ Id: idOf(bot), Name: `/school-${idOf(bot)}`, Image: bot.image, RestartCount: bot.restarts },
  Config: {
    Labels: {
      'com.docker.compose.container-number': String(bot.number),
      'com.docker.compose.config-hash': 'hash',
    },
    Env: ['TELEGRAM_MODE=webhook'],
  },
  State: { Status: bot.state, StartedAt: '2026-12-01T08:00:00Z', Health: { Status: bot.health } },
  NetworkSettings: {
    // where nobody listens
    Ports: { '8080/tcp': [{ HostPort: '47' }] },
    Networks: { school_app: { IPAddress: `10.0.0.${bot.number}`, GlobalIPv6Address: '' } },
  },
})
