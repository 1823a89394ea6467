import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * The parts of the checkout that containers read, and that only their owner may: git makes them so under umask 077.
 * Compose mounts them as they are, and each container runs as another user.
 */
export function unreadableMounts(root: string, mounted: readonly string[]): string[] {
  const closed = mounted
    .filter((path) => path.startsWith(root + sep) && existsSync(path) && isClosed(path))
    .map((path) => relative(root, path))
  if (closed.length === 0) return []
  const names = [...new Set(closed)].sort().join(' ')
  return [`containers may not read what they need, which is its owner's alone: chmod -R go+rX ${names}`]
}

function isClosed(path: string): boolean {
  const { mode } = statSync(path)
  if (!statSync(path).isDirectory()) return (mode & 0o004) === 0
  return (mode & 0o005) !== 0o005 || readdirSync(path).some((name) => isClosed(join(path, name)))
}
