import { createFront } from '../replicas/front.ts'
import { lockHolder } from '../steps/lock-holder.ts'
import { StepError } from '../steps/step.ts'
import type { Environment } from './deploy-options.ts'
import type { DeployRun } from './deploy-run.ts'
import { allOf, type Findings, fault, warning } from './findings.ts'
import { openChecked, type Start } from './installation-checks.ts'
import { certificateDays, roomForImages, roomForOneMore, takenPorts } from './machine-checks.ts'
import { foreignProject, sharedWithOthers } from './neighbour-checks.ts'
import { database, runningServices, unappliedSettings, unreadFiles } from './service-checks.ts'
import { schoolBot, webhook } from './telegram-checks.ts'
import { readUnderWay } from './under-way.ts'

type Check = (run: DeployRun) => Promise<Partial<Findings> | undefined> | Partial<Findings> | undefined

const checks: readonly Check[] = [
  foreignProject,
  sharedWithOthers,
  atWork,
  keptApart,
  runningServices,
  database,
  unappliedSettings,
  unreadFiles,
  roomForImages,
  roomForOneMore,
  takenPorts,
  certificateDays,
  schoolBot,
  webhook,
]

/** All that could stop a deploy, at once; nothing is changed. */
export async function lookBefore(
  start: Start,
  environment: Environment,
): Promise<{ findings: Findings; run: DeployRun | undefined }> {
  const { findings, run } = await openChecked(start, environment)
  if (run === undefined) return { findings, run }
  const found = await Promise.all(checks.map((check) => answerOf(check, run)))
  return { findings: allOf([findings, ...found]), run }
}

/** A check that cannot be made is a fault of its own: the others still tell theirs. */
async function answerOf(check: Check, run: DeployRun): Promise<Partial<Findings> | undefined> {
  try {
    return await check(run)
  } catch (error) {
    if (error instanceof StepError) return fault(error.message)
    throw error
  }
}

/** Somebody else just now, or until he was broken off. */
function atWork({ setup }: DeployRun): Partial<Findings> | undefined {
  const before = readUnderWay(setup.root)
  const holder = lockHolder(setup.root)
  if (holder !== undefined) {
    const at = before === undefined ? '' : ` with the ${before.kind} ${before.release} (${before.step})`
    return fault(`${holder} is at work in this folder${at}: start again when it has ended`)
  }
  if (before === undefined) return undefined
  return warning(
    `the ${before.kind} ${before.release} was broken off (${before.step}): this one puts right what it has left`,
  )
}

async function keptApart({ docker, project, setup }: DeployRun): Promise<Partial<Findings> | undefined> {
  if (lockHolder(setup.root) !== undefined) return undefined
  if (await createFront(docker, project, setup.root).servesAll()) return undefined
  return warning(
    'nginx hands updates to some of the replicas alone, as a run that was broken off left it: this one puts it right',
  )
}
