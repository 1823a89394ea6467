// node scripts/lib/init/init-monitoring.ts [--apply | --check | --dry-run], as scripts/init_monitoring.sh starts it.
import { join } from 'node:path'
import { runScriptProgram } from '../steps/exit-code.ts'
import type { Mode } from '../steps/run-steps.ts'
import { initMonitoring } from './init.ts'

const modes: Record<string, Mode> = { '--apply': 'apply', '--check': 'check', '--dry-run': 'dry-run' }
const root = join(import.meta.dirname, '..', '..', '..')

await runScriptProgram('init_monitoring.sh', () => {
  const mode = modes[process.argv[2] ?? '--apply']
  if (mode === undefined) throw new Error(`unknown mode ${process.argv[2]}`)
  return initMonitoring({ root, mode, processEnv: process.env, say: (line) => console.log(line) })
})
