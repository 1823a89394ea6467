import { join } from 'node:path'
import { ConfigError, readConfig } from '../../../bot/src/config.ts'
import { findFreePort, isPortFree } from '../processes/free-port.ts'

/** The demo cannot begin: one line that says what to change, and the exit code for it. */
export class DemoRefusal extends Error {
  override readonly name = 'DemoRefusal'
  readonly exitCode: 2 | 4

  constructor(message: string, exitCode: 2 | 4) {
    super(message)
    this.exitCode = exitCode
  }
}

export type DemoSettings = {
  /** Where everything of this demo is kept: the school of the sandbox and that of the real Telegram are two. */
  folder: string
  /** Given by the operator; else the demo runs a Postgres of its own. */
  databaseUrl: string | undefined
  /** Nothing when the bot talks to the real Telegram. */
  sandbox: { port: number; token: string; url: string } | undefined
  httpUrl: string
  /** For the bot, but for DATABASE_URL. */
  botEnv: NodeJS.ProcessEnv
}

type Environment = Readonly<Record<string, string | undefined>>

const DEMO_TOKEN = '1000000001:schoolbot-demo'
/** The admin of the demo school, as the sandbox knows him. */
export const DEMO_ADMIN_ID = 700_000_001

/** Reads and checks the environment; throws a DemoRefusal for the first thing that is wrong. */
export async function readDemoSettings(env: Environment, dataFolder: string): Promise<DemoSettings> {
  const isReal = isSet(env, 'TELEGRAM_TOKEN') || isSet(env, 'TELEGRAM_TOKEN_FILE')
  if (isReal && !isSet(env, 'ADMIN_TELEGRAM_IDS')) {
    throw new DemoRefusal(
      'ADMIN_TELEGRAM_IDS is missing: your number in Telegram (ask @userinfobot) makes you the first admin',
      2,
    )
  }
  const httpPort = await takePort(env, 'HTTP_PORT', 8080)
  const sandboxPort = isReal ? undefined : await takePort(env, 'SANDBOX_PORT', 8081)
  if (httpPort === sandboxPort) throw new DemoRefusal(`HTTP_PORT and SANDBOX_PORT are both ${httpPort}`, 2)

  const sandbox =
    sandboxPort === undefined
      ? undefined
      : { port: sandboxPort, token: DEMO_TOKEN, url: `http://127.0.0.1:${sandboxPort}` }
  const botEnv: NodeJS.ProcessEnv = {
    ...env,
    HTTP_HOST: isSet(env, 'HTTP_HOST') ? env['HTTP_HOST'] : '127.0.0.1',
    HTTP_PORT: String(httpPort),
    ...(sandbox && {
      TELEGRAM_TOKEN: sandbox.token,
      TELEGRAM_API_ROOT: sandbox.url,
      TELEGRAM_MODE: 'polling',
      ADMIN_TELEGRAM_IDS: String(DEMO_ADMIN_ID),
      // A group of the real Telegram is not there.
      SUPPORT_CHAT_ID: '',
    }),
  }
  const databaseUrl = env['DATABASE_URL']?.trim() || undefined
  checkBotConfig({ ...botEnv, DATABASE_URL: databaseUrl ?? 'postgres://127.0.0.1/schoolbot' })
  return {
    folder: join(dataFolder, isReal ? 'telegram' : 'demo'),
    databaseUrl,
    sandbox,
    httpUrl: `http://127.0.0.1:${httpPort}`,
    botEnv,
  }
}

const isSet = (env: Environment, name: string) => (env[name] ?? '').trim() !== ''

/** The port a variable names, 0 meaning any; refuses one that somebody else listens on. */
async function takePort(env: Environment, name: string, preset: number): Promise<number> {
  const port = isSet(env, name) ? Number(env[name]) : preset
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new DemoRefusal(`${name} must be a number from 0 to 65535`, 2)
  }
  if (port === 0) return findFreePort()
  if (await isPortFree(port)) return port
  throw new DemoRefusal(`port ${port} is taken: stop what listens there, or set ${name} to another port`, 4)
}

/** The bot would refuse the same, but only after everything else had been started. */
function checkBotConfig(env: Environment): void {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) throw new DemoRefusal(error.faults.join('; '), 2)
    throw error
  }
}
