/** What the last line of the test run counts. */
export type Outcome = { passed: number; failed: number; skipped: number }

export const nothing: Outcome = { passed: 0, failed: 0, skipped: 0 }

export function sumOf(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    nothing,
  )
}
