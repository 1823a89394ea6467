export interface ScanRun {
  /** The checkout. */
  root: string
  env: NodeJS.ProcessEnv
  say: (line: string) => void
}

/**
 * Looks for one kind of fault; returns a line for each, and throws a PreflightError when it cannot look: what was not looked
 * at is not in order.
 */
export type Scan = (run: ScanRun) => Promise<string[]>
