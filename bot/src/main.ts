import { runApp } from './app.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { describeError } from './platform/describe-error.ts'
import { TransientFault } from './platform/fault.ts'
import { createLog, type Log } from './platform/log.ts'
import { ApiError } from './telegram/api-error.ts'
import { readVersion } from './version.ts'

/** Within the 5 s that whoever stops us allows, with time left to exit. */
const stopTimeoutMs = 4_500

const help = `Usage: node src/main.ts [COMMAND]

  without a command   runs the bot
  migrate             brings the database up to date
  migrations          which migrations the database has had; exit code 1 when some are pending
  --help              this text

Settings come from the environment: see .env.example.
`

process.exitCode = await main(process.argv[2])

/** Returns the exit code. */
async function main(command: string | undefined): Promise<number> {
  if (command === '--help') {
    process.stdout.write(help)
    return 0
  }
  if (command !== undefined && command !== 'migrate' && command !== 'migrations') {
    process.stderr.write(`unknown command ${command}\n\n${help}`)
    return 2
  }
  const config = configOrUndefined()
  if (config === undefined) return 2
  // not pino's own writer: it tries for ever to write to a pipe that nobody reads any more
  process.stdout.on('error', () => process.exit(1))
  const log = createLog({ level: config.logLevel, instance: config.instance, destination: process.stdout })
  try {
    if (command === 'migrate') {
      // only here: the bot that runs does not need it
      const { migrate } = await import('./platform/migrate.ts')
      await migrate(config.database.url.reveal(), (line) => log.info(line))
      return 0
    }
    if (command === 'migrations') return await printMigrations(config.database.url.reveal())
    return await serve(config, log)
  } catch (error) {
    log.fatal({ err: error }, explain(error))
    return 1
  }
}

/** For people, not as log lines. */
async function printMigrations(databaseUrl: string): Promise<number> {
  const { listMigrations } = await import('./platform/list-migrations.ts')
  const migrations = await listMigrations(databaseUrl)
  for (const { name, state, appliedAt } of migrations) {
    process.stdout.write(`${state.padEnd(7)}  ${name}${appliedAt ? `  ${appliedAt.toISOString()}` : ''}\n`)
  }
  return migrations.some(({ state }) => state === 'pending') ? 1 : 0
}

async function serve(config: Config, log: Log): Promise<number> {
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // the second one means it
      if (stop.signal.aborted) process.exit(1)
      log.info({ signal }, 'stopping')
      setTimeout(() => {
        log.error('gave up waiting for a clean stop')
        process.exit(1)
      }, stopTimeoutMs).unref()
      stop.abort()
    })
  }
  // node itself would print the message, which may hold a token or what a person typed
  const fail = (error: unknown) => {
    log.fatal({ err: error }, 'an error that nobody caught')
    process.exit(1)
  }
  process.on('unhandledRejection', fail).on('uncaughtException', fail)
  try {
    await runApp({ config, log, version: readVersion(), signal: stop.signal })
  } catch (error) {
    // whatever waited for a part that was away gives up when the process is told to stop
    if (!(error instanceof TransientFault && stop.signal.aborted)) throw error
  }
  log.info('stopped')
  return 0
}

function configOrUndefined(): Config | undefined {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    return undefined
  }
}

/** What ops should do about a fault that ends the process. */
function explain(error: unknown): string {
  if (error instanceof ApiError && error.kind === 'unauthorized') {
    return 'Telegram refuses TELEGRAM_TOKEN: check it, or take a new one from @BotFather'
  }
  const { code } = describeError(error)
  if (code === 'EADDRINUSE') return 'HTTP_PORT is taken: choose another one, or stop what listens there'
  if (code === '42P01') return 'the database has no tables: run `node src/main.ts migrate` first'
  return 'the bot ended with an error'
}
