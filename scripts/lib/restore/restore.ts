// node scripts/lib/restore/restore.ts ARGUMENTS, as scripts/restore.sh starts it.
import { join } from 'node:path'
import { runScriptProgram } from '../steps/exit-code.ts'
import { watchForInterruption } from '../steps/interruption.ts'
import { readOptions } from './restore-options.ts'
import { runRestore } from './run-restore.ts'
import { openTerminal } from './terminal.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const say = (line: string) => console.log(line)
using interruption = watchForInterruption(say)
await runScriptProgram('restore.sh', async () => {
  const options = readOptions(process.argv.slice(2))
  const terminal = openTerminal(say, interruption.signal)
  const started = { root, options, processEnv: process.env, say, terminal, at: new Date(), interruption }
  try {
    await runRestore(started)
  } catch (error) {
    throw interruption.explain(error)
  }
  return 0
})
