import { converge } from '../replicas/converge.ts'
import { isWell, readReplicas } from '../replicas/replica.ts'
import type { Target } from '../replicas/replicas-run.ts'
import { wordsOf } from '../steps/exit-code.ts'
import type { Attempt } from './attempt.ts'
import { type DeployRun, steadyRun } from './deploy-run.ts'
import type { HistoryLine } from './history.ts'
import { composeOf, nameImage, targetOf } from './release-compose.ts'

/** The release before comes back into service, as far as it had gone; and what to say of it. */
export async function goBack(
  run: DeployRun,
  attempt: Attempt,
): Promise<{ isInService: boolean; said: string[] }> {
  const { previous, touched } = attempt
  if (previous === undefined) {
    return { isInService: false, said: ['There is no version before: put it right and start again'] }
  }
  const steady = steadyRun(run)
  if (!touched) {
    const isInService = await serves(steady)
    const words = isInService
      ? 'The version before was not touched'
      : 'The version before was not touched, and no replica of it runs: docker compose ps --all bot'
    return { isInService, said: [...ofTheSchema(attempt), words] }
  }
  const release = { id: previous.release, image: previous.image }
  const begun = Date.now()
  try {
    run.setup.say(`Bringing ${previous.release} back`)
    await nameImage(steady, release)
    await converge(steady, await targetBefore(steady, previous))
    const seconds = ((Date.now() - begun) / 1000).toFixed(1)
    const said = [...ofTheSchema(attempt), `${previous.release} is back in service, after ${seconds} s`]
    return { isInService: true, said: [...said, ...(await ofTheSettings(steady, release.id))] }
  } catch (error) {
    const reason = error instanceof Error ? wordsOf(error) : String(error)
    const words = `${previous.release} could not be brought back: ${reason}`
    return { isInService: false, said: [...ofTheSchema(attempt), words] }
  }
}

/** Also where none is wanted. */
async function serves({ docker, project }: DeployRun): Promise<boolean> {
  if (project.replicasOf('bot') === 0) return true
  return (await readReplicas(docker, project)).some(({ state }) => state === 'running')
}

/** What somebody started by hand is of settings that nobody kept: while all of it serves, it is right as it is. */
async function targetBefore(run: DeployRun, { kind, release, image }: HistoryLine): Promise<Target> {
  const target = await targetOf(run, { id: release, image })
  const replicas = await readReplicas(run.docker, run.project)
  const [first] = replicas
  const isWhole = replicas.every(
    (one) =>
      isWell(one) && one.image === image && one.configHash === first?.configHash && one.startedAt < run.at,
  )
  if (kind !== 'found' || first === undefined || !isWhole) return target
  return { ...target, count: replicas.length, configHash: first.configHash }
}

/** The schema only goes forward. */
export function ofTheSchema({
  migrations,
  contracts,
  backup,
}: Pick<Attempt, 'migrations' | 'contracts' | 'backup'>): string[] {
  if (migrations.length === 0) return []
  const kept = `The schema keeps ${migrations.join(', ')}`
  if (contracts.length === 0) return [`${kept}: they only add, and the version before lives with that`]
  const data = backup === undefined ? 'a backup of before' : `./scripts/restore.sh ${backup}`
  return [
    `${kept}, which take something away: should the version before fail for it, ${data} brings back the data of then`,
  ]
}

/** What `docker compose up -d` would do with it. */
export async function ofTheSettings(run: DeployRun, id: string): Promise<string[]> {
  const then = await composeOf(run, { id })(['config', '--hash', 'bot'])
  const today = await run.setup.compose(['config', '--hash', 'bot']).catch(() => 'it cannot be read')
  if (then.trim() === today.trim()) return []
  return [
    '.env and the Compose files are those of the newer version: put them right before the next docker compose up -d',
  ]
}
