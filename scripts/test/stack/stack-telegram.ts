import { randomBytes, randomInt } from 'node:crypto'
import { connectSandbox, type SandboxDriver } from '../../../sandbox/src/driver.ts'
import { startSandbox } from '../../../sandbox/src/sandbox.ts'
import { patient } from './patient-people.ts'

/** Of whom docker-compose.yml is told that he is the first admin. */
export const adminId = 700_000_001

/** The sandbox in Telegram's place: containers come by an address of this machine, the test by 127.0.0.1. */
export interface StackTelegram {
  sandbox: SandboxDriver
  port: string
  /** Where the containers of telegram.yml find it. */
  url: string
  close(): Promise<void>
}

export const newToken = () => `${randomInt(1e9, 2e9)}:${randomBytes(24).toString('base64url')}`

export async function startTelegram(...tokens: string[]): Promise<StackTelegram> {
  const server = await startSandbox({ port: 0, tokens, host: '0.0.0.0' })
  const { port } = new URL(server.url)
  return {
    sandbox: patient(connectSandbox(`http://127.0.0.1:${port}`)),
    port,
    url: `http://telegram.test:${port}`,
    close: () => server.close(),
  }
}
