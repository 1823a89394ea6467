import { statSync } from 'node:fs'
import { readContainers } from '../compose/containers.ts'
import { composeArgs } from '../compose/docker.ts'
import { fieldOf, parsedJson, textOf } from '../http/json-value.ts'
import { isSecret } from '../init/outdated.ts'
import { type Target, upMs } from '../replicas/replicas-run.ts'
import { StepError } from '../steps/step.ts'
import type { DeployRun } from './deploy-run.ts'
import { composeFileOf, type Release } from './releases.ts'

/** docker compose as the installation was when the release began: nothing of what .env says today. */
export function composeOf({ docker, project, setup }: DeployRun, release: Pick<Release, 'id'>) {
  const [command, ...quietly] = composeArgs
  const chosen = [
    '--project-name',
    project.name,
    '--project-directory',
    setup.root,
    '--env-file',
    '/dev/null',
  ]
  const file = composeFileOf(setup.root, release.id)
  return (args: readonly string[], withinMs?: number) =>
    docker.docker(
      [command, ...quietly, ...chosen, '--file', file, ...args],
      withinMs === undefined ? {} : { withinMs },
    )
}

/** Replicas of the release, as many as are wanted today. */
export async function targetOf(run: DeployRun, release: Release): Promise<Target> {
  const compose = composeOf(run, release)
  const [, configHash = ''] = (await compose(['config', '--hash', 'bot'])).trim().split(/\s+/)
  return {
    count: run.project.replicasOf('bot'),
    image: release.image,
    configHash,
    up: (args) => compose(args, upMs),
  }
}

/** Those that have also read today's secrets, which Compose does not count: a replica reads them when it starts. */
export async function freshTargetOf(run: DeployRun, release: Release): Promise<Target> {
  const bots = await readContainers(run.docker, ['bot'])
  const files = bots.flatMap(({ binds }) => binds.filter(isSecret)).map(({ source }) => source)
  const changed = files.map((file) => statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? 0)
  // none can be younger than a file of a day to come, as after a clock that was ahead
  const notBefore = new Date(Math.min(Date.now(), Math.max(0, ...changed)))
  return { ...(await targetOf(run, release)), notBefore }
}

/** Gives the image of the release the name by which its Compose file, and mostly also that of today, calls it. */
export async function nameImage(run: DeployRun, release: Release): Promise<void> {
  const config = parsedJson(await composeOf(run, release)(['config', '--format', 'json']))
  const name = textOf(fieldOf(fieldOf(config, 'services'), 'bot'), 'image')
  if (name === undefined) throw new StepError(`release ${release.id} has no bot in its Compose file`)
  await run.docker.docker(['tag', release.image, name])
}
