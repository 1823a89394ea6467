import { PreflightError, StepError } from './step.ts'

/** Wrong usage: exit code 2. */
export class UsageError extends StepError {}

/** What was made or kept does not hold what it should: exit code 6. */
export class VerificationError extends StepError {}

/** Another script is at work: exit code 5. */
export class LockedError extends StepError {}

/** What was begun failed, and what ran before runs again: exit code 7. */
export class RolledBackError extends StepError {}

/** There is nothing to do: exit code 3. */
export class NothingToDo extends StepError {}

/** The exit code of a script that ended with this error; undefined for one that nobody foresaw. */
export function exitCodeOf(error: unknown): number | undefined {
  if (error instanceof UsageError) return 2
  if (error instanceof NothingToDo) return 3
  if (error instanceof PreflightError) return 4
  if (error instanceof LockedError) return 5
  if (error instanceof VerificationError) return 6
  if (error instanceof RolledBackError) return 7
  return error instanceof StepError || isOfTheDisk(error) ? 1 : undefined
}

/** One line for the operator: what is wrong, and of a disk what to do about it. */
export function wordsOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  if (['EACCES', 'EPERM'].includes(code))
    return `${error.message}: start this as the owner of the file, or give it to yourself with chown`
  if (['ENOSPC', 'EDQUOT'].includes(code)) return `${error.message}: make room there and start again`
  return error.message
}

/** A file that may not be read or written, or no room for it: the operator's to put right, and the message names it. */
function isOfTheDisk(error: unknown): boolean {
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

/** Runs the program behind a script: its exit code, and one line on stderr for a failure that the operator can act on. */
export async function runScriptProgram(script: string, main: () => Promise<number>): Promise<void> {
  // whoever reads along may stop reading: the work goes on
  process.stdout.on('error', () => undefined)
  try {
    process.exitCode = await main()
  } catch (error) {
    const code = exitCodeOf(error)
    if (code === undefined || !(error instanceof Error)) throw error
    console.error(`${script}: ${wordsOf(error)}`)
    process.exitCode = code
  }
}
