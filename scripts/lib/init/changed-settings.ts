import type { ComposeProject } from '../compose/compose-project.ts'
import type { Container } from '../compose/containers.ts'
import type { Setup } from '../steps/step.ts'

/** What `docker compose up -d` is for: the bot, and what is of use only with it. */
const startedByTheOperator = ['bot', 'migrate', 'nginx']

/** Those, and who waits for one of them. */
export const isLeftToTheOperator = ({ dependsOn }: ComposeProject, service: string) =>
  startedByTheOperator.includes(service) || dependsOn(service, startedByTheOperator)

/** The services that only `docker compose up -d` brings to the settings of today. */
export async function olderOfTheOperator(
  setup: Setup,
  project: ComposeProject,
  containers: readonly Container[],
): Promise<string[]> {
  const theirs = containers.filter(({ service }) => isLeftToTheOperator(project, service))
  return [...new Set((await changedSince(setup, theirs)).map(({ service }) => service))]
}

/** Those that run and were made for other settings than Compose has now: it would make them anew. */
export async function changedSince(setup: Setup, containers: readonly Container[]): Promise<Container[]> {
  const running = containers.filter(({ state }) => state === 'running')
  if (running.length === 0) return []
  const hashes = await setup.compose(['config', '--hash', '*'])
  const current = new Map(hashes.split('\n').map((line) => [line.split(' ')[0], line.split(' ')[1]]))
  return running.filter(({ service, configHash }) => current.get(service) !== configHash)
}
