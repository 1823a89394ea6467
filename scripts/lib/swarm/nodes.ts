import { StepError } from '../steps/step.ts'
import type { SwarmRun } from './deploy-stack.ts'

/** What keeps the Swarm from taking the stack; each word says what to type. */
export async function nodeFaults({ docker: { docker }, settings: { env } }: SwarmRun): Promise<string[]> {
  const state = (
    await docker(['info', '--format', '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}}'])
  ).trim()
  if (state !== 'active true') {
    return [
      'this engine is no manager of a Swarm: docker swarm init makes it one, or set DOCKER_HOST to one that is',
    ]
  }
  const ids = (await docker(['node', 'ls', '--quiet'])).split('\n').filter(Boolean)
  const nodes: { Spec: { Labels: Record<string, string> } }[] = JSON.parse(
    await docker(['node', 'inspect', ...ids]),
  )
  const isThere = (label: string) => nodes.some(({ Spec }) => Spec.Labels[label] === 'true')
  const needed = [
    ...(env['POSTGRES_REPLICAS'] === '0' && env['REDIS_REPLICAS'] === '0' ? [] : ['schoolbot.data']),
    'schoolbot.monitoring',
  ]
  return needed
    .filter((label) => !isThere(label))
    .map(
      (label) =>
        `no node has the label ${label}: docker node update --label-add ${label}=true NODE, the one whose disk is to keep these data`,
    )
}

/** Throws a StepError where an engine does not answer. */
export async function refuseWithoutEngine({ docker }: Pick<SwarmRun, 'docker'>): Promise<void> {
  await docker.docker(['version', '--format', '{{.Server.Version}}']).catch((error: unknown) => {
    throw new StepError(`the Docker engine does not answer: ${error instanceof Error ? error.message : ''}`)
  })
}
