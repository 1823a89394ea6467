import { withoutSecrets } from '../settings/hidden-secrets.ts'
import { RolledBackError, wordsOf } from '../steps/exit-code.ts'
import { reach } from '../steps/failpoint.ts'
import { StepError } from '../steps/step.ts'
import { inOneLine } from '../words/plain-words.ts'
import { releaseInService } from './adopted-release.ts'
import type { DeployRun } from './deploy-run.ts'
import { goBack } from './go-back.ts'
import { appendHistory, type HistoryLine, readHistory } from './history.ts'
import { keepFewReleases } from './kept-releases.ts'
import { tellEnd } from './tell-deploy.ts'
import { forgetUnderWay, markUnderWay, readUnderWay, type UnderWay } from './under-way.ts'

/** A deploy or a rollback at work: what its line of the history will say, and what it has come to. */
export interface Attempt {
  kind: 'deploy' | 'rollback'
  release: string
  environment: string
  version: string
  image: string
  /** What is gone back to. */
  previous: HistoryLine | undefined
  migrations: string[]
  contracts: string[]
  backup: string | undefined
  /** In words for people. */
  step: string
  /** Whether something of what is in service may have been exchanged. */
  touched: boolean
  /** Whether the release is in service and stays, whatever becomes of what is done beside it. */
  stays: boolean
}

export type Begun = Pick<Attempt, 'kind' | 'release' | 'environment'>

/** Each step is marked, and none is begun after an interruption. */
export type BeginStep = (step: string) => void

/**
 * Does the work of a deploy or a rollback, and keeps what became of it. When it fails the release before comes back, and a
 * RolledBackError says why; a StepError when that is not in service either. `work` returns false when there is nothing to do.
 */
export async function makeAttempt(
  run: DeployRun,
  begun: Begun,
  work: (attempt: Attempt, beginStep: BeginStep) => Promise<boolean>,
): Promise<boolean> {
  const { setup, at, interruption } = run
  const { root } = setup
  const killed = readUnderWay(root)
  const previous = await releaseInService(run, begun.environment)
  if (killed !== undefined) rememberKilled(run, killed, begun.environment)
  const attempt: Attempt = {
    ...begun,
    ...{ version: '', image: '', previous, migrations: [], contracts: [], backup: undefined },
    ...{ step: 'begun', touched: killed !== undefined, stays: false },
  }
  const beginStep = (step: string) => {
    interruption.stopHere()
    attempt.step = step
    const { kind, release, migrations, contracts, backup } = attempt
    const begunAt = at.toISOString()
    markUnderWay(root, { kind, release, begunAt, step, migrations, contracts, backup })
  }
  beginStep('begun')
  reach('deploy: begun')
  let isDone: boolean
  try {
    isDone = await work(attempt, beginStep)
  } catch (error) {
    const reason = interruption.explain(error)
    if (!(reason instanceof Error)) throw error
    throw await endFailed(run, attempt, reason)
  }
  if (isDone) {
    await end(run, lineOf(run, attempt, 'done'))
    return true
  }
  await keepFewReleases(run)
  forgetUnderWay(root)
  return false
}

/** Returns what is to be thrown. */
async function endFailed(run: DeployRun, attempt: Attempt, reason: Error): Promise<Error> {
  const { say, secretsDir, env } = run.setup
  const safe = (words: string) => withoutSecrets(words, secretsDir, env)
  // it is kept, sent, and the last line of the script
  const words = safe(reason instanceof StepError ? reason.message : wordsOf(reason))
  say(`${attempt.step}: ${words}`)
  const why = { reason: words, step: attempt.step }
  if (attempt.stays) {
    await end(run, { ...lineOf(run, attempt, 'done'), ...why })
    const stays = `${attempt.release} is in service, and ${attempt.step} failed: ${inOneLine(words)}`
    if (!(reason instanceof StepError)) console.error(reason)
    return reason instanceof RolledBackError ? new RolledBackError(stays) : new StepError(stays)
  }
  const { isInService, said } = await goBack(run, attempt)
  for (const line of said) say(line)
  const outcome = isInService ? 'returned' : 'failed'
  await end(run, { ...lineOf(run, attempt, outcome), ...why })
  const failed = `${attempt.kind} ${attempt.release} failed (${attempt.step}): ${inOneLine(words)}`
  // a bug of ours is shown with its trace
  if (!(reason instanceof StepError) && isInService) console.error(reason)
  if (!isInService) return new StepError(`${failed}; ${safe(said.at(-1) ?? '')}`)
  return new RolledBackError(`${failed}; ${attempt.previous?.release ?? 'what was there'} is in service`)
}

async function end(run: DeployRun, line: HistoryLine): Promise<void> {
  appendHistory(run.setup.root, line)
  reach('deploy: recorded')
  forgetUnderWay(run.setup.root)
  await tellEnd(run, line)
  await keepFewReleases(run)
}

function lineOf({ at }: DeployRun, attempt: Attempt, outcome: HistoryLine['outcome']): HistoryLine {
  const { kind, release, environment, version, image, previous, migrations, contracts, backup } = attempt
  return {
    ...{ kind, release, outcome, environment, version, image },
    ...{ begunAt: at.toISOString(), endedAt: new Date().toISOString() },
    ...{ previous: previous?.release, migrations, contracts, backup },
  }
}

/** It could not write its line itself. */
function rememberKilled(
  { setup: { root } }: DeployRun,
  { kind, release, begunAt, step, migrations, contracts, backup }: UnderWay,
  environment: string,
): void {
  if (
    readHistory(root).some(
      (line) => line.kind === kind && line.release === release && line.begunAt === begunAt,
    )
  )
    return
  appendHistory(root, {
    ...{ kind, release, outcome: 'failed', environment, version: '', image: '', begunAt },
    ...{ endedAt: new Date().toISOString(), reason: 'it was broken off', step },
    ...{ migrations, contracts, backup },
  })
}
