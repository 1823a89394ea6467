import { existsSync } from 'node:fs'
import { NothingToDo } from '../steps/exit-code.ts'
import { PreflightError, StepError } from '../steps/step.ts'
import { makeAttempt } from './attempt.ts'
import type { RollbackWish } from './deploy-options.ts'
import type { DeployRun } from './deploy-run.ts'
import { tellFindings } from './findings.ts'
import { ofTheSettings } from './go-back.ts'
import { type HistoryLine, presentOf, readHistory, releaseBefore, releasesOf } from './history.ts'
import { openChecked, type Start } from './installation-checks.ts'
import { openKept } from './kept-installation.ts'
import { foreignProject } from './neighbour-checks.ts'
import { imageId, releaseTag } from './release-images.ts'
import { composeFileOf } from './releases.ts'
import { takeUp } from './take-up.ts'
import { readUnderWay, type UnderWay } from './under-way.ts'

/** An earlier release into service again, by the image and the Compose file that were kept of it. */
export async function rollBack(start: Start, wish: RollbackWish): Promise<void> {
  const history = readHistory(start.root)
  const wanted = chosenRelease(history, readUnderWay(start.root), wish.release)
  const run = await open(start, wanted)
  const foreign = await foreignProject(run)
  if (foreign?.faults !== undefined) throw new PreflightError(foreign.faults.join('; '))
  await refuseMissing(run, wanted)
  refuseContracts(history, wanted, wish.allowContract)
  const since = migrationsSince(history, wanted)
  const { say } = run.setup
  say(`Back to ${wanted.release} (${wanted.version}) of ${wanted.begunAt.slice(0, 16).replace('T', ' ')} UTC`)
  if (since.length > 0) say(`The schema keeps ${since.join(', ')}: it only goes forward`)
  if (wish.dryRun) return say('Nothing was changed')
  const begun = { kind: 'rollback' as const, release: wanted.release, environment: wanted.environment }
  await makeAttempt(run, begun, async (attempt, beginStep) => {
    attempt.image = wanted.image
    attempt.version = wanted.version
    await takeUp(run, attempt, beginStep)
    return true
  })
  say(`${wanted.release} is in service: ${((Date.now() - start.at.getTime()) / 1000).toFixed(1)} s`)
  say('The files of the checkout stay as they are: git checkout brings those of that version')
  for (const line of await ofTheSettings(run, wanted.release)) say(line)
}

/** As today's files have it, or, when Compose cannot read them, as those of the release. */
async function open(start: Start, { release }: HistoryLine): Promise<DeployRun> {
  const { findings, run } = await openChecked(start, undefined)
  if (run !== undefined) return run
  tellFindings(findings, start.say)
  try {
    const kept = await openKept(start, release)
    start.say('warning: going by the files of that release, for those of today cannot be read')
    return kept
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    throw new PreflightError('Docker and Compose are needed, see above; nothing was changed')
  }
}

/**
 * The one named, or the one before that in service. After a deploy that was broken off, or that could not be taken back, it
 * is the one that was in service then: what runs now may be neither.
 */
export function chosenRelease(
  history: readonly HistoryLine[],
  underWay: UnderWay | undefined,
  id: string | undefined,
): HistoryLine {
  const last = history.at(-1)
  const unfinished = underWay?.kind ?? (last?.outcome === 'failed' ? last.kind : undefined)
  const present = presentOf(history)
  const releases = releasesOf(history)
  const kept = releases.length === 0 ? '' : `; there are ${releases.map(({ release }) => release).join(', ')}`
  if (id !== undefined && !releases.some(({ release }) => release === id))
    throw new PreflightError(`there is no release ${id}${kept}`)
  const found =
    id !== undefined
      ? releases.find(({ release }) => release === id)
      : unfinished === 'deploy'
        ? present
        : releaseBefore(history)
  if (found === undefined) throw new NothingToDo(`there is no release before the present one${kept}`)
  if (unfinished === undefined && present?.release === found.release)
    throw new NothingToDo(`${found.release} is in service already`)
  return found
}

async function refuseMissing({ docker, project, setup }: DeployRun, { release }: HistoryLine): Promise<void> {
  const tag = releaseTag(project.name, release)
  const isThere = existsSync(composeFileOf(setup.root, release)) && (await imageId(docker, tag)) !== undefined
  if (!isThere)
    throw new PreflightError(
      `of ${release} the image ${tag} or its Compose file is not kept any more: check out that version and deploy it`,
    )
}

const after = (history: readonly HistoryLine[], { release }: HistoryLine) =>
  history.filter((line) => line.kind === 'deploy' && line.release > release)

const migrationsSince = (history: readonly HistoryLine[], wanted: HistoryLine) =>
  after(history, wanted).flatMap(({ migrations }) => migrations)

/** Back over a migration that took something away the older version may not work at all. */
function refuseContracts(history: readonly HistoryLine[], wanted: HistoryLine, isAllowed: boolean): void {
  const line = after(history, wanted).find(
    (one) => one.migrations.length > 0 && (one.contracts?.length ?? 0) > 0,
  )
  if (line === undefined || isAllowed) return
  const data = line.backup === undefined ? 'a backup of before' : `./scripts/restore.sh ${line.backup}`
  throw new PreflightError(
    `${line.release} has taken away what ${wanted.release} needs (${line.contracts?.[0]}): ${data} brings back the data of then; --allow-contract goes back all the same`,
  )
}
