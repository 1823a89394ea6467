import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../postgres/embedded-postgres.ts'
import { startProcess } from '../processes/owned-process.ts'
import type { DemoSettings } from './demo-settings.ts'
import { readableLine } from './readable-line.ts'

/** A part of the demo that runs until it is stopped. */
export type DemoPart = {
  name: string
  ended: Promise<string>
  lastLines: () => string[]
  stop: () => Promise<unknown>
}

/** A part ended when nobody had asked it to. */
export class PartDied extends Error {
  override readonly name = 'PartDied'

  constructor(part: DemoPart, result: string) {
    super(`${part.name} ended by itself (${result}). Its last lines:\n${part.lastLines().join('\n')}`)
  }
}

const READY_WITHIN_MS = 60_000

export const postgresFolder = (folder: string) => join(folder, 'postgres')

export async function startDemoPostgres(
  { folder }: DemoSettings,
  log: (line: string) => void,
): Promise<DemoPart & Pick<EmbeddedPostgres, 'url'>> {
  const postgres = await startEmbeddedPostgres({ dataDir: postgresFolder(folder), durable: true, log })
  return { name: 'Postgres', ...postgres }
}

export function startSandbox(
  root: string,
  settings: DemoSettings,
  sandbox: { port: number; token: string },
): Promise<DemoPart> {
  return startNode('the sandbox', 'sandbox.log', settings.folder, {
    args: [join(root, 'sandbox', 'src', 'main.ts')],
    cwd: join(root, 'sandbox'),
    env: {
      PATH: process.env['PATH'],
      SANDBOX_PORT: String(sandbox.port),
      SANDBOX_TOKEN: sandbox.token,
      SANDBOX_STATE: join(settings.folder, 'sandbox.json'),
    },
  })
}

export function startBot(root: string, settings: DemoSettings, databaseUrl: string): Promise<DemoPart> {
  return startNode('the bot', 'bot.log', settings.folder, {
    args: [join(root, 'bot', 'src', 'main.ts')],
    cwd: join(root, 'bot'),
    env: { ...settings.botEnv, DATABASE_URL: databaseUrl },
  })
}

async function startNode(
  name: string,
  logName: string,
  folder: string,
  program: { args: string[]; cwd: string; env: NodeJS.ProcessEnv },
): Promise<DemoPart> {
  mkdirSync(folder, { recursive: true })
  const logFile = join(folder, logName)
  const { ended, lastLines, stop } = await startProcess({ command: process.execPath, ...program, logFile })
  const readable = () => [...lastLines().map(readableLine), `(all of it: ${logFile})`]
  return { name, ended, lastLines: readable, stop: () => stop('SIGTERM', 10_000) }
}

/** Waits until the address answers with success; throws when the part ends first. */
export async function untilAnswers(part: DemoPart, url: string, signal: AbortSignal): Promise<void> {
  const death = part.ended.then((result): never => {
    throw new PartDied(part, result)
  })
  death.catch(() => undefined)
  const deadline = Date.now() + READY_WITHIN_MS
  while (!(await Promise.race([answers(url), death]))) {
    signal.throwIfAborted()
    if (Date.now() > deadline) {
      const lines = part.lastLines().join('\n')
      throw new Error(
        `${part.name} is not ready after ${READY_WITHIN_MS / 1000} s. Its last lines:\n${lines}`,
      )
    }
    await Promise.race([sleep(100), death])
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok
  } catch {
    return false
  }
}
