import { migrate } from '../../../bot/src/platform/migrate.ts'
import {
  type DemoPart,
  PartDied,
  startBot,
  startDemoPostgres,
  startSandbox,
  untilAnswers,
} from './demo-processes.ts'
import type { DemoSettings } from './demo-settings.ts'
import { describeDemo } from './demo-words.ts'
import { seedDatabase, seedSandbox } from './seed-demo.ts'

/**
 * Brings the demo up and keeps it up until the signal; then stops the bot, the sandbox and Postgres, in this
 * order. Throws when a part does not start or ends by itself, with the others stopped.
 */
export async function runDemo(
  root: string,
  settings: DemoSettings,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  await using started = new AsyncDisposableStack()
  const parts: DemoPart[] = []
  const keep = <Part extends DemoPart>(part: Part): Part => {
    parts.push(part)
    started.defer(async () => void (await part.stop()))
    return part
  }
  say(settings.databaseUrl === undefined ? 'Starting Postgres' : 'Using the Postgres of DATABASE_URL')
  const databaseUrl = settings.databaseUrl ?? keep(await startDemoPostgres(settings, say)).url
  await prepareDatabase(databaseUrl)
  signal.throwIfAborted()

  const { sandbox } = settings
  if (sandbox) {
    say('Starting the sandbox in the place of Telegram')
    await untilAnswers(
      keep(await startSandbox(root, settings, sandbox)),
      `${sandbox.url}/control/state`,
      signal,
    )
    await seedDatabase(databaseUrl)
    // before the bot: as it starts it gives each person a list of commands, which Telegram refuses to who never wrote
    await seedSandbox(sandbox.url)
  }
  say('Starting the bot')
  await untilAnswers(keep(await startBot(root, settings, databaseUrl)), `${settings.httpUrl}/readyz`, signal)

  say(describeDemo(settings))
  await untilStopped(parts, signal)
  say('Stopping')
}

async function prepareDatabase(databaseUrl: string): Promise<void> {
  try {
    await migrate({ url: databaseUrl }, { log: () => undefined })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`the database cannot be prepared: ${reason}`, { cause })
  }
}

async function untilStopped(parts: readonly DemoPart[], signal: AbortSignal): Promise<void> {
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  const deaths = parts.map(async (part) => ({ part, result: await part.ended }))
  const dead = await Promise.race([aborted, ...deaths])
  if (dead !== undefined) throw new PartDied(dead.part, dead.result)
}
