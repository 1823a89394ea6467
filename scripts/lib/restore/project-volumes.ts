import { join } from 'node:path'
import type { Docker } from '../compose/docker.ts'

/** Volumes that the project of these settings has on this machine. */
export async function volumesOf({ compose, docker }: Docker, folder: string): Promise<string[]> {
  const config: { name: string } = JSON.parse(
    await compose(['--env-file', join(folder, '.env'), 'config', '--format', 'json']),
  )
  const label = `label=com.docker.compose.project=${config.name}`
  const listed = await docker(['volume', 'ls', '--quiet', '--filter', label])
  return listed.split('\n').filter((name) => name !== '')
}
