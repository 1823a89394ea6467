// node scripts/lib/init/init-monitoring.ts [--apply | --check | --dry-run], as scripts/init_monitoring.sh starts it.
import { join } from 'node:path'
import type { Mode } from '../steps/run-steps.ts'
import { StepError } from '../steps/step.ts'
import { initMonitoring } from './init.ts'

const modes: Record<string, Mode> = { '--apply': 'apply', '--check': 'check', '--dry-run': 'dry-run' }
const mode = modes[process.argv[2] ?? '--apply']
if (mode === undefined) throw new Error(`unknown mode ${process.argv[2]}`)
const root = join(import.meta.dirname, '..', '..', '..')
// whoever reads along may stop reading: the work goes on
process.stdout.on('error', () => undefined)
try {
  const say = (line: string) => console.log(line)
  process.exitCode = await initMonitoring({ root, mode, processEnv: process.env, say })
} catch (error) {
  if (!(error instanceof StepError) && !isOfTheDisk(error)) throw error
  console.error(`init_monitoring.sh: ${error.message}${adviceOn(error)}`)
  process.exitCode = 1
}

/** A file that may not be read or written, or no room for it: the operator's to put right, and the message names it. */
function isOfTheDisk(error: unknown): error is NodeJS.ErrnoException {
  const codes = [
    'EACCES',
    'EPERM',
    'EROFS',
    'ENOSPC',
    'EDQUOT',
    'EISDIR',
    'ENOTDIR',
    'EEXIST',
    'ELOOP',
    'EIO',
  ]
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}

function adviceOn(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  if (['EACCES', 'EPERM'].includes(code))
    return ': start this as the owner of the file, or give it to yourself with chown'
  if (['ENOSPC', 'EDQUOT'].includes(code)) return ': make room there and start again'
  return ''
}
