import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Replica } from '../replicas/replica.ts'
import { type Target, upMs } from '../replicas/replicas-run.ts'
import { isOf } from '../replicas/retiring-order.ts'
import { lockHolder } from '../steps/lock-holder.ts'
import type { Opened } from '../steps/open-setup.ts'
import { StepError } from '../steps/step.ts'

/** What replicas of the present files, settings and image are made of. */
export async function presentTarget(
  { docker, project, setup }: Opened,
  count: number,
): Promise<Target | { fault: string }> {
  const name = project.imageOf('bot')
  const image = await docker.docker(['image', 'inspect', '--format', '{{.Id}}', name]).catch(ofNone)
  if (image === undefined) {
    return { fault: `the image ${name} is not here: ${deployOf(setup.env)} brings it` }
  }
  const [, configHash = ''] = (await setup.compose(['config', '--hash', 'bot'])).trim().split(' ')
  return { count, image: image.trim(), configHash, up: (args) => setup.compose(args, { withinMs: upMs }) }
}

function ofNone(error: unknown): undefined {
  if (!(error instanceof StepError)) throw error
}

/** Why more of the same cannot be made: the replicas are of something else than what would be made now. */
export function faultsOfTarget(
  { root, env }: Pick<Opened['setup'], 'root' | 'env'>,
  target: Target,
  replicas: readonly Replica[],
): string[] {
  const deploy = deployOf(env)
  if (existsSync(join(root, '.deploys', 'under-way.json'))) {
    const holder = lockHolder(root)
    return [
      holder === undefined
        ? `a deploy was broken off: ${deploy} ends it`
        : `${holder} is at work in this folder`,
    ]
  }
  const running = replicas.filter(({ state }) => state === 'running')
  if (running.length === 0) return [`no replica of the bot runs: ${deploy} starts it`]
  if (running.every((replica) => isOf(target, replica))) return []
  if (running.some(({ configHash }) => configHash !== target.configHash)) {
    return [`the settings have changed since the replicas were started: ${deploy} takes them up`]
  }
  return [`the replicas are of an older image than the one that is here: ${deploy} brings it into service`]
}

const deployOf = (env: Readonly<Record<string, string | undefined>>) =>
  `./scripts/deploy.sh ${env['ENVIRONMENT'] || 'prod'}`
