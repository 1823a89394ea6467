import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const markOf = (root: string) => join(root, '.cache', 'stopped-for-a-restore')

/** Containers that a run which was killed had stopped and not started again. */
export function stoppedBefore(root: string): string[] {
  return existsSync(markOf(root)) ? readFileSync(markOf(root), 'utf8').split('\n').filter(Boolean) : []
}

export function markStopped(root: string, containers: readonly string[]): void {
  mkdirSync(dirname(markOf(root)), { recursive: true })
  writeFileSync(markOf(root), containers.map((id) => `${id}\n`).join(''), { flush: true })
}

export const forgetStopped = (root: string) => rmSync(markOf(root), { force: true })
