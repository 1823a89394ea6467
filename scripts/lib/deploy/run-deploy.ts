import { removeMigrateRuns } from '../compose/migrate-runs.ts'
import { createConfigurationStep } from '../init/configuration.ts'
import { schoolDatabase } from '../postgres/database-names.ts'
import { findPostgres } from '../postgres/postgres-server.ts'
import { raiseReaderFence } from '../postgres/reader-fence.ts'
import { createFront } from '../replicas/front.ts'
import { isWell, readReplicas } from '../replicas/replica.ts'
import { isOf } from '../replicas/retiring-order.ts'
import { writeStackSecrets } from '../settings/stack-secrets.ts'
import { NothingToDo } from '../steps/exit-code.ts'
import { reach } from '../steps/failpoint.ts'
import { PreflightError, StepError } from '../steps/step.ts'
import { type Attempt, type BeginStep, makeAttempt } from './attempt.ts'
import { backUpBefore } from './backup-before.ts'
import type { DeployWish } from './deploy-options.ts'
import type { DeployRun } from './deploy-run.ts'
import { tellFindings } from './findings.ts'
import { laterThanAll, readHistory } from './history.ts'
import type { Start } from './installation-checks.ts'
import { refuseStrangers, takeUpServices, waitingServices } from './other-services.ts'
import { planOf } from './plan.ts'
import { lookBefore } from './preflight.ts'
import { freshTargetOf, nameImage } from './release-compose.ts'
import { botImage, fetchImage, releaseTag } from './release-images.ts'
import { keepComposeFile, newReleaseId } from './releases.ts'
import { contractsOf, pendingIn } from './schema.ts'
import { takeUp } from './take-up.ts'
import { testBefore } from './test-before.ts'
import { readUnderWay } from './under-way.ts'
import { versionOf } from './version.ts'

/** A new version into service, or the one before still is. Throws a StepError that says which, and why. */
export async function deploy(start: Start, wish: DeployWish): Promise<void> {
  const { findings, run } = await lookBefore(start, wish.environment)
  if (run !== undefined) refuseStrangers(run, wish.services ?? [])
  tellFindings(findings, run?.setup.say ?? start.say)
  if (findings.faults.length > 0 || run === undefined) {
    throw new PreflightError(`${findings.faults.length} to put right, see above; nothing was changed`)
  }
  if (wish.mode === 'check') return start.say('Nothing stands in the way of a deploy')
  if (wish.mode === 'dry-run') {
    for (const line of await planOf(run, wish)) run.setup.say(line)
    return
  }
  const wasBrokenOff = readUnderWay(start.root) !== undefined
  const begun = {
    kind: 'deploy' as const,
    release: newReleaseId(start.root, laterThanAll(readHistory(start.root), start.at)),
    environment: wish.environment,
  }
  run.setup.say(`Deploy ${begun.release} of ${wish.environment}`)
  const isDone = await makeAttempt(run, begun, async (attempt, beginStep) => {
    await prepare(run, attempt, beginStep)
    const isNew = wasBrokenOff || !(await isInService(run, attempt))
    if (isNew) await replace(run, wish, { attempt, beginStep })
    else await keepInService(run, attempt)
    if (!isNew && wish.services === undefined) return false
    // no service is a reason to give up a version that has passed the gate
    attempt.stays = true
    if (wish.services !== undefined) await takeUpServices(run, { names: wish.services, attempt, beginStep })
    return true
  })
  if (!isDone) throw new NothingToDo('this version runs already, with the settings of today')
  run.setup.say(`Deploy ${begun.release} is done: ${((Date.now() - start.at.getTime()) / 1000).toFixed(1)} s`)
  await remindOfServices(run, wish)
}

/** The image, under the release's name, and how Compose reads the installation. */
async function prepare(run: DeployRun, attempt: Attempt, beginStep: BeginStep): Promise<void> {
  beginStep('image')
  // a newer version may know more secrets than the one before; Compose mounts only what is there
  writeStackSecrets(run.setup.secretsDir, run.setup.env)
  attempt.version = versionOf(run.setup, botImage(run.setup.env))
  attempt.image = await fetchImage(run, attempt.release)
  await keepComposeFile(run.setup, attempt.release)
  run.setup.say(`Image ${attempt.image.slice(0, 19)}, version ${attempt.version}`)
  reach('deploy: image')
}

async function replace(
  run: DeployRun,
  wish: DeployWish,
  { attempt, beginStep }: { attempt: Attempt; beginStep: BeginStep },
): Promise<void> {
  const image = releaseTag(run.project.name, attempt.release)
  beginStep('tests')
  await testBefore(run, image)
  reach('deploy: tested')
  beginStep('backup')
  attempt.backup = await backUpBefore(run, attempt.release)
  reach('deploy: backed up')
  beginStep('checker of migrations')
  const due = await pendingIn(run, image)
  attempt.contracts = await judge(run, image, { due, allowContract: wish.allowContract })
  reach('deploy: judged')
  await migrate(run, due, { attempt, beginStep })
  reach('deploy: migrated')
  await takeUp(run, attempt, beginStep)
}

/** Returns what was let pass. */
async function judge(
  run: DeployRun,
  image: string,
  { due, allowContract }: { due: readonly string[]; allowContract: boolean },
): Promise<string[]> {
  if (due.length === 0) return []
  run.setup.say(`Migrations: ${due.join(', ')}`)
  if (allowContract) return contractsOf(run, image, due).catch(asUnjudged)
  const contracts = await contractsOf(run, image, due)
  if (contracts.length === 0) return []
  throw new StepError(
    `the version in service cannot live with these migrations; --allow-contract runs them all the same:\n${contracts.join('\n')}`,
  )
}

function asUnjudged(error: unknown): string[] {
  if (error instanceof StepError) return [error.message]
  throw error
}

async function migrate(
  run: DeployRun,
  due: string[],
  { attempt, beginStep }: { attempt: Attempt; beginStep: BeginStep },
): Promise<void> {
  const { docker, setup, project } = run
  const image = releaseTag(project.name, attempt.release)
  const [name = '', tag = ''] = image.split(':')
  // until it is known better, and when this is killed
  attempt.migrations = due
  try {
    beginStep('migrations')
    // which the owner of the database may not, by its migration of the same words
    if (setup.isPresent('postgres')) {
      await raiseReaderFence(await findPostgres(docker), schoolDatabase(setup.env))
    }
    await removeMigrateRuns(docker, project.name)
    await setup.compose(['run', '--rm', '--no-deps', '-T', '--pull=never', 'migrate'], {
      env: { BOT_IMAGE: name, BOT_VERSION: tag },
      withinMs: 3_600_000,
    })
  } finally {
    const left = await pendingIn(run, image).catch((): string[] => [])
    attempt.migrations = due.filter((one) => !left.includes(one))
  }
}

/** Whether all that a deploy would bring is there. */
async function isInService(run: DeployRun, attempt: Attempt): Promise<boolean> {
  const { docker, project, setup } = run
  const image = releaseTag(project.name, attempt.release)
  const target = await freshTargetOf(run, { id: attempt.release, image: attempt.image })
  const replicas = await readReplicas(docker, project)
  const isRight = replicas.every((one) => isWell(one) && isOf(target, one))
  if (!isRight || replicas.length !== target.count) return false
  if ((await pendingIn(run, image)).length > 0) return false
  return (await createConfigurationStep(setup, docker).look()).state !== 'missing'
}

/** Somebody may have given its name to another image, and a run that was killed have left nginx with some replicas alone. */
async function keepInService(run: DeployRun, attempt: Attempt): Promise<void> {
  await nameImage(run, { id: attempt.release, image: attempt.image })
  await createFront(run.docker, run.project, run.setup.root).serveAll()
}

async function remindOfServices(run: DeployRun, { services }: DeployWish): Promise<void> {
  const waiting = await waitingServices(run)
  if (services !== undefined || waiting.length === 0) return
  run.setup.say(`These wait with newer settings or images: ${waiting.join(', ')}; --services takes them up`)
}
