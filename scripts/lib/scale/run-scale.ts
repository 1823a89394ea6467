import { freemem } from 'node:os'
import { join } from 'node:path'
import { readProject } from '../compose/compose-project.ts'
import { createDocker } from '../compose/docker.ts'
import { converge } from '../replicas/converge.ts'
import { areExpected, expectReplicas } from '../replicas/expected-replicas.ts'
import { createFront } from '../replicas/front.ts'
import { isWell, readReplicas } from '../replicas/replica.ts'
import { type ReplicasRun, replicaMoments, type Target } from '../replicas/replicas-run.ts'
import { readEnvFile, replaceVariable } from '../settings/env-file.ts'
import { NothingToDo } from '../steps/exit-code.ts'
import { reach } from '../steps/failpoint.ts'
import { PreflightError } from '../steps/step.ts'
import { faultsOfBearing } from './bearing.ts'
import { faultsOfTarget, presentTarget } from './present-target.ts'

/** Where a killed run leaves something behind: tests die at each of them. */
export const scaleMoments = ['scale: number kept', 'scale: told', ...replicaMoments] as const

export interface ScaleRun extends ReplicasRun {
  processEnv: NodeJS.ProcessEnv
  count: number
}

/** Brings the bot to so many replicas and keeps the number, or says what stands in the way. */
export async function runScale(run: ScaleRun, { dryRun }: { dryRun: boolean }): Promise<void> {
  const { count, setup } = run
  const { target, present } = await judge(run)
  if (await isDone(run, target)) throw new NothingToDo(`${replicasRun(count)} already`)
  for (const line of planLines(run, present)) setup.say(line)
  if (dryRun) return setup.say('Nothing was changed.')
  keepNumber(run, count)
  reach('scale: told')
  try {
    await converge(run, target)
  } catch (error) {
    await keepWhatRuns(run)
    throw error
  }
  setup.say(`${replicasRun(count)}, and BOT_REPLICAS=${count} is kept in .env`)
}

/** Throws a PreflightError with all that stands in the way. */
async function judge(run: ScaleRun): Promise<{ target: Target; present: number }> {
  const { docker, project, setup, processEnv, count } = run
  const { root, env } = setup
  const given = processEnv['BOT_REPLICAS']
  if (given && given !== String(count)) {
    throw new PreflightError('BOT_REPLICAS is set in this shell, which comes before .env: unset BOT_REPLICAS')
  }
  const withCount = createDocker(root, { ...processEnv, BOT_REPLICAS: String(count) })
  const [replicas, target, wanted, total] = await Promise.all([
    readReplicas(docker, project),
    presentTarget(run, count),
    readProject(withCount),
    docker.docker(['info', '--format', '{{.MemTotal}}']),
  ])
  const present = replicas.filter(({ state }) => state === 'running').length
  const memory = { total: Number(total), free: freemem() }
  const faults = [
    ...('fault' in target ? [target.fault] : faultsOfTarget(setup, target, replicas)),
    ...faultsOfBearing({ count, present, project: wanted, env, memory }),
  ]
  if (faults.length > 0 || 'fault' in target) throw new PreflightError(faults.join('\n'))
  return { target, present }
}

async function isDone({ docker, project, setup, count }: ScaleRun, target: Target): Promise<boolean> {
  const replicas = await readReplicas(docker, project)
  if (replicas.length !== target.count || !replicas.every(isWell)) return false
  if (readEnvFile(join(setup.root, '.env')).values['BOT_REPLICAS'] !== String(count)) return false
  if (setup.isPresent('node-exporter') && !areExpected(setup, count)) return false
  return createFront(docker, project, setup.root).servesAll()
}

const replicasRun = (count: number) => (count === 1 ? '1 replica runs' : `${count} replicas run`)

function planLines({ project, setup, count }: ScaleRun, present: number): string[] {
  const polls = setup.env['TELEGRAM_MODE'] !== 'webhook'
  return [
    `${project.name}: ${replicasRun(present)}, ${count} shall`,
    ...(polls && count > 1
      ? [
          `With polling one replica takes updates in; ${count > 2 ? `the ${count - 1} others stand by and take` : 'the other stands by and takes'} over within seconds when it is gone. For more updates a second: TELEGRAM_MODE=webhook`,
        ]
      : []),
  ]
}

/** For the next deploy, for `docker compose up`, and for the monitoring. */
function keepNumber({ setup }: ReplicasRun, count: number): void {
  replaceVariable(join(setup.root, '.env'), 'BOT_REPLICAS', String(count))
  reach('scale: number kept')
  if (setup.isPresent('node-exporter')) expectReplicas(setup, count)
}

/** What was asked for could not be had: nobody shall miss replicas that nobody starts. */
export async function keepWhatRuns(run: ReplicasRun): Promise<void> {
  const replicas = await readReplicas(run.docker, run.project)
  // one that is ill for a moment will be well again
  const present = replicas.filter(({ state }) => state === 'running').length
  if (present === 0) return
  keepNumber(run, present)
  run.setup.say(`${replicasRun(present)}, and BOT_REPLICAS=${present} is kept in .env`)
}
