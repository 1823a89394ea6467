import type { Docker } from '../compose/docker.ts'

const label = 'schoolbot.passed'

/** The image of the bot that last passed the gate; undefined before the first. */
export async function readPassed({ docker }: Docker, stack: string): Promise<string | undefined> {
  const format = `{{.Name}} {{.Label "${label}"}}`
  const filters = ['--filter', `label=com.docker.stack.namespace=${stack}`, '--filter', `label=${label}`]
  const listed = await docker(['config', 'ls', ...filters, '--format', format])
  return listed.trim().split('\n').sort().at(-1)?.split(' ')[1]
}

/**
 * Keeps it in a config of Swarm, which every manager knows and a deploy that is killed leaves as it was. Those of before go as
 * other configs do that the stack needs no more.
 */
export async function markPassed({ docker }: Docker, stack: string, image: string): Promise<void> {
  const labels = [`com.docker.stack.namespace=${stack}`, `${label}=${image}`]
  const args = labels.flatMap((one) => ['--label', one])
  await docker(['config', 'create', ...args, `${stack}_passed_${Date.now()}`, '-'], { input: image })
}
