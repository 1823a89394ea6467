import { existsSync } from 'node:fs'
import { readReplicas } from '../replicas/replica.ts'
import type { DeployRun } from './deploy-run.ts'
import { appendHistory, type HistoryLine, presentOf, readHistory } from './history.ts'
import { releaseTag } from './release-images.ts'
import { composeFileOf, keepComposeFile, newReleaseId } from './releases.ts'
import { readUnderWay } from './under-way.ts'

/**
 * What is in service when something begins, and what is gone back to: as history has it, or what somebody has started by hand
 * since or whose files are lost, which is given a name and kept. Undefined where no bot has ever run.
 */
export async function releaseInService(
  run: DeployRun,
  environment: string,
): Promise<HistoryLine | undefined> {
  const { docker, project, setup, at } = run
  const known = presentOf(readHistory(setup.root))
  const replicas = (await readReplicas(docker, project)).filter(({ state }) => state === 'running')
  const images = new Set(replicas.map(({ image }) => image))
  // of a run that was killed some may be new already
  const isKept = known !== undefined && existsSync(composeFileOf(setup.root, known.release))
  const isKnown = isKept && (images.size === 0 || images.has(known.image))
  const [oldest] = replicas.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
  if (isKnown || oldest === undefined || (isKept && readUnderWay(setup.root) !== undefined)) return known
  // by its start: older than what is begun now
  const release = newReleaseId(setup.root, oldest.startedAt)
  await docker.docker(['tag', oldest.image, releaseTag(project.name, release)])
  await keepComposeFile(setup, release)
  const moments = { begunAt: oldest.startedAt.toISOString(), endedAt: at.toISOString() }
  const line: HistoryLine = {
    ...{
      kind: 'found',
      release,
      outcome: 'done',
      environment,
      version: 'started by hand',
      image: oldest.image,
    },
    ...moments,
    migrations: [],
  }
  appendHistory(setup.root, line)
  return line
}
