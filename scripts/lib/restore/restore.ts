// node scripts/lib/restore/restore.ts ARGUMENTS, as scripts/restore.sh starts it.
import { join } from 'node:path'
import { runScriptProgram } from '../steps/exit-code.ts'
import { readOptions } from './restore-options.ts'
import { runRestore } from './run-restore.ts'
import { openTerminal } from './terminal.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const say = (line: string) => console.log(line)
// what runs in containers is ended by it; what was begun is then taken back
process.on('SIGINT', () => say('Interrupted: taking back what was begun'))
await runScriptProgram('restore.sh', async () => {
  const options = readOptions(process.argv.slice(2))
  const terminal = openTerminal(say)
  await runRestore({ root, options, processEnv: process.env, say, terminal, at: new Date() })
  return 0
})
