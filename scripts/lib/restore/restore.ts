// node scripts/lib/restore/restore.ts ARGUMENTS, as scripts/restore.sh starts it.
import { join } from 'node:path'
import { StepError } from '../steps/step.ts'
import { exitCodeOf } from './restore-failure.ts'
import { readOptions } from './restore-options.ts'
import { runRestore } from './run-restore.ts'
import { openTerminal } from './terminal.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const say = (line: string) => console.log(line)
// whoever reads along may stop reading: the work goes on
process.stdout.on('error', () => undefined)
// what runs in containers is ended by it; what was begun is then taken back
process.on('SIGINT', () => say('Interrupted: taking back what was begun'))
try {
  const options = readOptions(process.argv.slice(2))
  await runRestore({
    root,
    options,
    processEnv: process.env,
    say,
    terminal: openTerminal(say),
    at: new Date(),
  })
} catch (error) {
  if (!(error instanceof StepError)) throw error
  console.error(`restore.sh: ${error.message}`)
  process.exitCode = exitCodeOf(error)
}
