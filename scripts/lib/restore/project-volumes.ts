import type { Setup } from '../steps/step.ts'

/** The volumes of the Compose files: what Docker calls each, by the name it has there. */
export async function readVolumes({ compose }: Pick<Setup, 'compose'>): Promise<Map<string, string>> {
  const config: { volumes?: Record<string, { name: string }> } = JSON.parse(
    await compose(['config', '--format', 'json']),
  )
  return new Map(Object.entries(config.volumes ?? {}).map(([key, { name }]) => [key, name]))
}
