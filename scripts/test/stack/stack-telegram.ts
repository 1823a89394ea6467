import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import { connectSandbox, type SandboxDriver } from '../../../sandbox/src/driver.ts'
import { patient } from './patient-people.ts'

/** Of whom docker-compose.yml is told that he is the first admin. */
export const adminId = 700_000_001

/** The sandbox in Telegram's place: containers come by an address of this machine, the test by 127.0.0.1. */
export interface StackTelegram {
  sandbox: SandboxDriver
  port: string
  /** Where the containers of telegram.yml find it. */
  url: string
  /** Of the sandbox: what it computes is not what a school computes. */
  pid: number
  close(): Promise<void>
}

const program = fileURLToPath(new URL('../../../sandbox/src/main.ts', import.meta.url))

/** As telegram.yml has it. */
const name = 'telegram.test'

export const newToken = () => `${randomInt(1e9, 2e9)}:${randomBytes(24).toString('base64url')}`

/** In a process of its own: what comes to it is answered while the test computes, and the other way round. */
export async function startTelegram(...tokens: string[]): Promise<StackTelegram> {
  const child = fork(program, {
    execArgv: [],
    env: {
      PATH: process.env['PATH'],
      NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'],
      SANDBOX_PORT: '0',
      SANDBOX_HOST: '0.0.0.0',
      SANDBOX_TOKEN: tokens.join(),
      SANDBOX_NAMES: [name, ...addresses()].join(),
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const port = await portOf(child)
  return {
    sandbox: patient(connectSandbox(`http://127.0.0.1:${port}`)),
    port,
    url: `http://${name}:${port}`,
    pid: child.pid ?? 0,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

/** Of this machine: containers of other engines on it come by them. */
function addresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))
}

/** As it says itself, once it answers. */
async function portOf({ stdout }: ChildProcess): Promise<string> {
  let printed = ''
  for await (const part of stdout?.setEncoding('utf8') ?? []) {
    printed += part
    const [, port] = /^sandbox: http:\/\/[^ ]*:(\d+) /m.exec(printed) ?? []
    if (port !== undefined) return port
  }
  throw new Error('the sandbox ended before it answered')
}
