import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The file of this path, or those of its folder, that changed after a moment: also by a file of an older date put in their
 * place, as out of a backup. What may not be looked into counts as it was.
 */
export function changedFiles(path: string, since: Date): string[] {
  if (!existsSync(path)) return []
  const files = statSync(path).isDirectory()
    ? globSync('**/*', { cwd: path }).map((name) => join(path, name))
    : [path]
  return files.filter((file) => {
    const stat = statSync(file, { throwIfNoEntry: false })
    return stat?.isFile() && stat.ctimeMs > since.getTime()
  })
}
