import { isWell, readReplicas } from '../replicas/replica.ts'
import { lockHolder } from '../steps/lock-holder.ts'
import { PreflightError } from '../steps/step.ts'
import { ageOf } from '../words/sizes-and-ages.ts'
import type { DeployRun } from './deploy-run.ts'
import { tellFindings } from './findings.ts'
import { presentOf, readHistory, releaseBefore, releasesToKeep } from './history.ts'
import { openChecked, type Start } from './installation-checks.ts'
import { waitingServices } from './other-services.ts'
import { botImage, imageId } from './release-images.ts'
import { readUnderWay } from './under-way.ts'

/** What runs, against what is recorded. Returns the exit code: 6 when they differ. */
export async function showStatus(start: Start, json: boolean): Promise<number> {
  const { findings, run } = await openChecked(start, undefined)
  if (run === undefined) {
    tellFindings(findings, start.say)
    throw new PreflightError('nothing can be told, see above')
  }
  const status = await readStatus(run)
  const lines = json ? [JSON.stringify(status, null, 2)] : linesOf(status, start.at)
  for (const line of lines) start.say(line)
  return status.differences.length === 0 ? 0 : 6
}

type Status = Awaited<ReturnType<typeof readStatus>>

export async function readStatus(run: DeployRun) {
  const { docker, project, setup } = run
  const history = readHistory(setup.root)
  const present = presentOf(history)
  const replicas = (await readReplicas(docker, project)).map((replica) => {
    const { name, image, configHash, restarts, startedAt } = replica
    const state = replica.state === 'running' ? (replica.health ?? 'running') : replica.state
    const shown = { name, state, image, configHash, restarts, startedAt: startedAt.toISOString() }
    return { ...shown, isWell: isWell(replica) }
  })
  const { name, tag } = botImage(setup.env)
  const today = (await setup.compose(['config', '--hash', 'bot'])).trim().split(/\s+/)[1] ?? ''
  const named = await imageId(docker, `${name}:${tag}`)
  const expected = project.replicasOf('bot')
  const underWay = readUnderWay(setup.root)
  const holder = lockHolder(setup.root)
  const ill = replicas.filter((one) => !one.isWell)
  const strange = replicas.filter(({ image }) => present !== undefined && image !== present.image)
  const older = replicas.filter(({ configHash }) => configHash !== today)
  const differences = [
    ...(present === undefined ? ['nothing has been deployed yet'] : []),
    ...(holder === undefined ? [] : [`${holder} is at work in this folder: ask again when it has ended`]),
    ...(underWay === undefined || holder !== undefined
      ? []
      : [`the ${underWay.kind} ${underWay.release} was broken off (${underWay.step})`]),
    ...(replicas.length === expected ? [] : [`${replicas.length} replicas run instead of ${expected}`]),
    ...(ill.length === 0
      ? []
      : [`not well: ${ill.map((one) => `${one.name} (${one.state})`).join(', ')}: docker compose logs bot`]),
    ...(strange.length === 0 ? [] : [`of another image: ${strange.map((one) => one.name).join(', ')}`]),
    ...(older.length === 0
      ? []
      : [
          `.env or the Compose files have changed and are not applied: ${older.map((one) => one.name).join(', ')}`,
        ]),
    ...(named === undefined || present === undefined || named === present.image
      ? []
      : [
          `${name}:${tag} is another image than that in service: a plain docker compose up -d would bring it`,
        ]),
  ]
  return {
    ...{ project: project.name, present, expected, replicas, differences },
    before: releaseBefore(history)?.release,
    kept: releasesToKeep(history),
    waiting: await waitingServices(run),
  }
}

function linesOf(status: Status, now: Date): string[] {
  const { project, present, replicas, differences, before, waiting } = status
  return [
    `${project}: ${present === undefined ? 'no release yet' : `${present.release} (${present.version}), deployed ${ageOf(new Date(present.endedAt), now)}`}`,
    ...replicas.map(({ name, state, image, restarts, startedAt }) => {
      const again = restarts === 0 ? '' : `, ${restarts} restarts`
      return `  ${name}  ${state}${again}  image ${image.slice(7, 19)}  started ${ageOf(new Date(startedAt), now)}`
    }),
    ...(before === undefined ? [] : [`./scripts/deploy.sh rollback leads to ${before}`]),
    ...(waiting.length === 0 ? [] : [`With newer settings or images, for --services: ${waiting.join(', ')}`]),
    ...(differences.length === 0 ? ['What runs is what was deployed'] : differences.map((one) => `! ${one}`)),
  ]
}
