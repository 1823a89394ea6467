import { PreflightError } from '../steps/open-setup.ts'
import { StepError } from '../steps/step.ts'

/** It was asked for in a way that makes no sense: exit code 2. */
export class UsageError extends StepError {}

/** There is nothing to do it with: exit code 3. */
export class NothingToDoError extends StepError {}

/** What was found is not what it should be: exit code 6. */
export class VerificationError extends StepError {}

/** What a script ends with after a failure that the operator can act on. */
export function exitCodeOf(error: StepError): number {
  if (error instanceof UsageError) return 2
  if (error instanceof NothingToDoError) return 3
  if (error instanceof PreflightError) return 4
  if (error instanceof VerificationError) return 6
  return 1
}
