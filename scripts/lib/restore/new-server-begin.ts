import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Docker } from '../compose/docker.ts'

const markOf = (root: string) => join(root, '.cache', 'new-server')

/** Of which backup a new server was begun here that is not done: what it has made is not in the way of itself. */
export function earlierBegin(root: string): string | undefined {
  return existsSync(markOf(root)) ? readFileSync(markOf(root), 'utf8').trim() : undefined
}

export function beginNewServer(root: string, backup: string): void {
  mkdirSync(dirname(markOf(root)), { recursive: true })
  writeFileSync(markOf(root), `${backup}\n`)
}

export const endNewServer = (root: string) => rmSync(markOf(root), { force: true })

/** Volumes that the project of these settings has on this machine. */
export async function volumesOf({ compose, docker }: Docker, folder: string): Promise<string[]> {
  const config: { name: string } = JSON.parse(
    await compose(['--env-file', join(folder, '.env'), 'config', '--format', 'json']),
  )
  const label = `label=com.docker.compose.project=${config.name}`
  const listed = await docker(['volume', 'ls', '--quiet', '--filter', label])
  return listed.split('\n').filter((name) => name !== '')
}
