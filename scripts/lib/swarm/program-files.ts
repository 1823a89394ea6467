import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * A program of scripts/lib with all that it imports, as files of another machine under `folder`: Node.js runs them as they
 * are. What a type is imported of does not come along.
 */
export function programFiles(
  library: string,
  entry: string,
  folder: string,
): { command: string; files: Record<string, string> } {
  // else Node.js would have to guess what kind of modules they are
  const files: Record<string, string> = { [`${folder}/package.json`]: '{"type":"module"}\n' }
  const placeOf = (path: string) => `${folder}/${relative(library, path)}`
  function take(path: string): void {
    if (placeOf(path) in files) return
    const text = readFileSync(path, 'utf8')
    files[placeOf(path)] = text
    for (const [, imported = ''] of text.matchAll(/^import (?!type )[^'"]*['"](\.[^'"]+)['"]/gm)) {
      take(join(dirname(path), imported))
    }
  }
  take(join(library, entry))
  return { command: `${folder}/${entry}`, files }
}
