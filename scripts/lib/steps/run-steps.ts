import { networkFailure } from '../http/network-failure.ts'
import { type Finding, type Step, StepError } from './step.ts'

export type Mode = 'apply' | 'check' | 'dry-run'

/** A row of the table: what was found last. stopped: not come to, for one before it failed. */
export interface Row {
  name: string
  state: Finding['state'] | 'stopped'
  words: string
  /** Whether this run changed it. */
  made: boolean
}

/** Steps in their order, and what is not tried any more when one of them cannot be made. */
export interface Group {
  steps: readonly Step[]
  failureStops: 'everything' | 'its group' | 'nothing'
}

/** Looks at every part, and where things are to be done does what is missing. */
export async function runSteps(
  groups: readonly Group[],
  { mode, say }: { mode: Mode; say: (line: string) => void },
): Promise<Row[]> {
  const rows: Row[] = []
  let stopped: Group['failureStops'] = 'nothing'
  for (const { steps, failureStops } of groups) {
    for (const step of steps) {
      const row: Row =
        stopped === 'nothing'
          ? await runStep(step, mode, say)
          : { name: step.name, state: 'stopped', words: 'not come to', made: false }
      rows.push(row)
      if (mode === 'apply' && (row.state === 'failed' || row.state === 'missing')) stopped = failureStops
    }
    if (stopped === 'its group') stopped = 'nothing'
  }
  return rows
}

async function runStep(step: Step, mode: Mode, say: (line: string) => void): Promise<Row> {
  const { name } = step
  try {
    const found = await step.look()
    if (found.state !== 'missing' || mode !== 'apply') return { name, ...found, made: false }
    say(`${name}: ${found.words}`)
    return { name, ...(await step.make()), made: true }
  } catch (error) {
    const reason = error instanceof StepError ? error.message : networkFailure(error)
    if (reason === undefined) throw error
    say(`${name} failed: ${reason}`)
    return { name, state: 'failed', words: reason.split('\n')[0] ?? '', made: false }
  }
}
