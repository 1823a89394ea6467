import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The file of this path, or those of its folder, that changed after a moment: also by a file of an older date put in their
 * place, as out of a backup. For a file that was taken away its folder stands. What may not be looked into counts as it was.
 */
export function changedFiles(path: string, since: Date): string[] {
  if (!existsSync(path)) return []
  const within = statSync(path).isDirectory()
    ? globSync('**/*', { cwd: path }).map((name) => join(path, name))
    : []
  const changed = [path, ...within].filter((name) => {
    const stat = statSync(name, { throwIfNoEntry: false })
    return stat !== undefined && stat.ctimeMs > since.getTime()
  })
  // a folder changes with what is made or replaced in it, which tells more
  return changed.filter((name) => !changed.some((other) => other.startsWith(`${name}/`)))
}
