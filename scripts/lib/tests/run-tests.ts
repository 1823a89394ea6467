// The program behind test.sh: checks, services, tests, one last line.

import { availableParallelism, constants } from 'node:os'
import { join, relative } from 'node:path'
import { run } from 'node:test'
import { parseArgs } from 'node:util'
import { type Asked, type Choice, chooseTests } from './chosen-files.ts'
import { nothing, type Outcome, sumOf } from './outcome.ts'
import { runChecks } from './test-checks.ts'
import { type Batch, type Lane, partOf, roundsOf } from './test-files.ts'
import { reportTests, startReport } from './test-reporter.ts'
import { startTestServices } from './test-services.ts'

const TEST_TIMEOUT_MS = 120_000
/** Longer than a test may take: then a file holds on to something after its last test. */
const SILENCE_MS = 180_000
/** What an operator may have set for the bot must not reach a bot under test. */
const NOT_FOR_TESTS = ['DATABASE_URL', 'REDIS_URL', 'TELEGRAM_TOKEN', 'GLITCHTIP_DSN', 'NODE_OPTIONS']

const root = join(import.meta.dirname, '..', '..', '..')
const say = (line: string) => console.log(line)
const interrupted = new AbortController()
let interruptedBy: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interruptedBy ??= signal
    interrupted.abort()
  })
}
process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (interruptedBy === undefined) throw error
  return 1
})
if (interruptedBy !== undefined) process.exitCode = 128 + constants.signals[interruptedBy]

async function main(args: string[]): Promise<number> {
  const told = read(args)
  if (told === undefined) return 2
  const { asked, choice } = told
  // Somebody who runs one test does not wait for apt-get.
  const mayInstall = !asked.fast && asked.patterns.length === 0

  if (choice.checks) say('Checks')
  const signal = interrupted.signal
  const checks = choice.checks ? await runChecks({ root, mayInstall, say, signal }) : nothing
  const tests = choice.files.length > 0 ? await runFiles(choice.files, asked, mayInstall) : undefined
  const { passed, failed, skipped } = sumOf([checks, tests ?? nothing])
  say(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed > 0 || (tests ?? checks).passed === 0 ? 1 : 0
}

/** Brings up what the tests talk to, and runs them. */
async function runFiles(files: readonly string[], asked: Asked, mayInstall: boolean): Promise<Outcome> {
  say('Services')
  const browser =
    !asked.fast && (asked.part === undefined || files.some((file) => partOf(file) === 'browser'))
  const services = await startTestServices({ given: process.env, mayInstall, browser, say })
  try {
    interrupted.signal.throwIfAborted()
    say(`Tests (${files.length} files)`)
    // A file per core: more that compute would starve each other, and tests of time would fail.
    const together = Math.max(2, Math.min(8, availableParallelism()))
    const outcomes: Outcome[] = []
    for (const round of roundsOf(files, together)) {
      outcomes.push(...(await Promise.all(round.map((lane) => runLane(lane, services.env)))).flat())
    }
    return sumOf(outcomes)
  } finally {
    await services.stop()
  }
}

/** Nothing when what was asked for cannot be run, which is then said. */
function read(args: string[]): { asked: Asked; choice: Choice } | undefined {
  const string = { type: 'string' } as const
  try {
    const { values, positionals: patterns } = parseArgs({
      args,
      options: { fast: { type: 'boolean' }, part: string, shard: string },
      allowPositionals: true,
    })
    const asked = { fast: values.fast === true, part: values.part, shard: values.shard, patterns }
    return { asked, choice: chooseTests(root, process.cwd(), asked) }
  } catch (error) {
    console.error(`test.sh: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

async function runLane(lane: Lane, env: Record<string, string>): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const batch of lane) outcomes.push(await runTests(batch, env))
  return outcomes
}

async function runTests({ files, concurrency }: Batch, env: Record<string, string>): Promise<Outcome> {
  if (interrupted.signal.aborted) return nothing
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_FOR_TESTS.includes(name))
  const silence = new AbortController()
  const stream = run({
    files,
    cwd: root,
    concurrency,
    timeout: TEST_TIMEOUT_MS,
    signal: AbortSignal.any([interrupted.signal, silence.signal]),
    env: { ...Object.fromEntries(inherited), ...env, FORCE_COLOR: '0' },
  })
  const report = startReport()
  const watch = setInterval(() => {
    if (Date.now() - report.lastEventAt < SILENCE_MS) return
    say(`Nothing heard for ${SILENCE_MS / 1000} s of ${[...report.running].map(shorten).join(', ')}`)
    silence.abort()
  }, 1_000)
  try {
    await reportTests(stream, report, shorten, say)
  } finally {
    clearInterval(watch)
  }
  return report.outcome
}

function shorten(file: string): string {
  return relative(root, file)
}
