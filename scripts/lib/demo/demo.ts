// The program behind demo.sh: arguments, environment, signals, exit code.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { removeEmbeddedPostgres } from '../postgres/embedded-postgres.ts'
import { postgresFolder } from './demo-processes.ts'
import { DemoRefusal, type DemoSettings, readDemoSettings } from './demo-settings.ts'
import { runDemo } from './run-demo.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const say = (line: string) => console.log(line)
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort())

const { values } = parseArgs({
  options: { reset: { type: 'boolean', default: false }, yes: { type: 'boolean', default: false } },
})
process.exitCode = await main(values).catch((error: unknown) => {
  if (stopping.signal.aborted) return 0
  console.error(`demo.sh: ${error instanceof Error ? error.message : String(error)}`)
  return error instanceof DemoRefusal ? error.exitCode : 1
})

async function main(options: { reset: boolean; yes: boolean }): Promise<number> {
  const settings = await readDemoSettings(process.env, join(root, '.data'))
  if (options.reset) {
    if (!options.yes && !(await confirm(settings))) return 3
    await removeEmbeddedPostgres(postgresFolder(settings.folder), say)
    rmSync(settings.folder, { recursive: true, force: true })
  }
  await runDemo(root, settings, stopping.signal, say)
  return 0
}

async function confirm(settings: DemoSettings): Promise<boolean> {
  if (!process.stdin.isTTY) throw new DemoRefusal('--reset needs --yes when nobody can be asked', 2)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`Remove the school in ${settings.folder} and begin anew? [y/N] `)
  terminal.close()
  return /^(y|yes|д|да)$/i.test(answer.trim())
}
