/** Why a statement may not run while the version before is in service, and what does the same without harm. */
export interface Verdict {
  reason: string
  instead: string
}

export const fine: Verdict[] = []

/** What the parser reads and no rule of ours knows. */
export const notJudged: Verdict = {
  reason: 'what it does cannot be judged here',
  instead:
    'say it by statements that can, or write above it "-- allowed: " and why the version before can live with it',
}
