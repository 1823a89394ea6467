import { connectSandbox, type GroupDriver, type SandboxDriver } from '../../../sandbox/src/driver.ts'
import { startSandbox } from '../../../sandbox/src/sandbox.ts'

/** A Telegram that knows one bot, and a group of people with that bot in it. */
export interface TelegramGroup {
  url: string
  sandbox: SandboxDriver
  group: GroupDriver
  close(): Promise<void>
}

export async function openTelegramGroup(token: string): Promise<TelegramGroup> {
  const { url, close } = await startSandbox({ port: 0, tokens: [token] })
  const sandbox = connectSandbox(url)
  const member = await sandbox.person({ firstName: 'Олег' })
  const group = await sandbox.group({ title: 'Мастера', members: [member] })
  return { url, sandbox, group, close }
}
