import { parseArgs } from 'node:util'
import { type Config, ConfigError, readConfig } from './config.ts'
import type { DatabaseAddress } from './platform/connection.ts'
import { connectionFault } from './platform/connection-fault.ts'
import { describeError } from './platform/describe-error.ts'
import { TransientFault } from './platform/fault.ts'
import { createLog, type Log } from './platform/log.ts'
import { MigrationFault } from './platform/migration-fault.ts'
import { readAtMost } from './platform/read-at-most.ts'
import { ApiError } from './telegram/api-error.ts'
import { readVersion } from './version.ts'

/** Of 10,000 Telegram ids, with room. */
const maxInputBytes = 1_000_000

/** Within the 5 s that whoever stops us allows, with time left to exit. */
const stopTimeoutMs = 4_500

const help = `Usage: node src/main.ts [COMMAND]

  without a command   runs the bot
  migrate             brings the database up to date
  migrations          which migrations the database has had; exit code 1 when some are pending
  migrations judge [--all] [--json] [NAME...]
                      whether the version before can go on working with those that are pending, or with those named;
                      exit code 1 when it cannot; needs no settings
  restored --taken-at 2026-11-29T23:00:00Z
                      owes people the message that the database was restored from a copy of that moment;
                      their Telegram ids come by stdin, one a line; nobody gets it twice for one copy
  canary              sends an update that nobody sees through the bot that runs beside, all the way to its delivery;
                      exit code 1 when it does not arrive
  --help              this text

Settings come from the environment: see .env.example.
`

const commands = ['migrate', 'migrations', 'restored', 'canary']

const [, , ...typed] = process.argv
process.exitCode = await main(typed)

/** Returns the exit code. */
async function main([command, ...options]: string[]): Promise<number> {
  if (command === '--help') {
    process.stdout.write(help)
    return 0
  }
  if (command !== undefined && !commands.includes(command)) {
    process.stderr.write(`unknown command ${command}\n\n${help}`)
    return 2
  }
  if (command === 'migrations' && options[0] === 'judge') return judge(options.slice(1))
  const config = configOrUndefined()
  if (config === undefined) return 2
  // not pino's own writer: it tries for ever to write to a pipe that nobody reads any more
  process.stdout.on('error', () => process.exit(1))
  const log = createLog({ level: config.logLevel, instance: config.instance, destination: process.stdout })
  try {
    if (command === 'migrate') {
      // only here: the bot that runs does not need it
      const { migrate } = await import('./platform/migrate.ts')
      await migrate(addressOf(config), { log: (line) => log.info(line) })
      return 0
    }
    if (command === 'migrations') return await printMigrations(config)
    if (command === 'canary') return await sendCanary(config)
    if (command === 'restored') return await tellRestored(config, optionOf(options, 'taken-at'))
    return await serve(config, log)
  } catch (error) {
    log.fatal({ err: error }, explain(error))
    return 1
  }
}

function addressOf({ database }: Config): DatabaseAddress {
  return { url: database.url.reveal(), tls: database.tls }
}

/** For people, not as log lines. */
async function printMigrations(config: Config): Promise<number> {
  const { listMigrations } = await import('./platform/list-migrations.ts')
  const migrations = await listMigrations(addressOf(config))
  for (const { name, state, appliedAt } of migrations) {
    process.stdout.write(`${state.padEnd(7)}  ${name}${appliedAt ? `  ${appliedAt.toISOString()}` : ''}\n`)
  }
  return migrations.some(({ state }) => state === 'pending') ? 1 : 0
}

async function sendCanary({ http }: Config): Promise<number> {
  const { askForCanary } = await import('./http/ask-for-canary.ts')
  const { arrived, line } = await askForCanary(http)
  process.stdout.write(`${line}\n`)
  return arrived ? 0 : 1
}

async function judge(args: string[]): Promise<number> {
  const { runJudgeCommand } = await import('./platform/judge/judge-command.ts')
  return runJudgeCommand(args, {
    database: () => addressOf(readConfig(process.env)),
    print: (text) => process.stdout.write(text),
    warn: (line) => process.stderr.write(`${line}\n`),
  })
}

function optionOf(args: string[], name: string): string | undefined {
  try {
    const { values } = parseArgs({ args, options: { [name]: { type: 'string' } } })
    return values[name]?.toString()
  } catch {
    return undefined
  }
}

function usageFault(fault: string): number {
  process.stderr.write(`${fault}\n`)
  return 2
}

/** For whoever restored the database: its people learn what they have lost. */
async function tellRestored(config: Config, typed: string | undefined): Promise<number> {
  const { readTakenAt } = await import('./people/restored/taken-at.ts')
  const { readTelegramIds } = await import('./people/restored/telegram-ids.ts')
  const moment = readTakenAt(typed, new Date())
  if ('fault' in moment) return usageFault(`--taken-at ${moment.fault}`)
  const input = await readAtMost(process.stdin, maxInputBytes)
  const people = input === undefined ? { fault: 'too much' } : readTelegramIds(input.toString())
  if ('fault' in people) return usageFault(`stdin: ${people.fault}; nobody is told`)
  const { tellRestored: tell } = await import('./people/restored/tell-restored.ts')
  const { createDatabase } = await import('./platform/postgres.ts')
  const db = createDatabase({ ...addressOf(config), max: 1 })
  try {
    const told = await tell(db, { ...people, ...moment, ...config.school, now: new Date() })
    process.stdout.write(
      `queued ${told.queued}, queued before ${told.before}, without access ${told.withoutAccess}, not known here ${told.unknown}\n`,
    )
    return 0
  } finally {
    await db.pool.end()
  }
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
    // only here: no command of the others needs the bot
    const { runApp } = await import('./app.ts')
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
  if (error instanceof MigrationFault) return error.message
  const fault = connectionFault(error)
  if (fault !== undefined) return fault
  const { code } = describeError(error)
  if (code === 'EADDRINUSE') return 'HTTP_PORT is taken: choose another one, or stop what listens there'
  if (code === '42P01') return 'the database has no tables: run `node src/main.ts migrate` first'
  return 'the bot ended with an error'
}
