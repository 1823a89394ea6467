// Exit code 0 when node_modules holds what package-lock.json asks for. It runs before any package is
// there. npm writes its list into node_modules last, so a list that agrees means a whole installation.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..', '..')
process.exitCode = packagesAreInstalled(root) ? 0 : 1

function packagesAreInstalled(folder: string): boolean {
  const listFile = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(listFile)) return false
  const present = packagesOf(listFile)
  return [...packagesOf(join(folder, 'package-lock.json'))].every(([path, wanted]) => {
    const found = present.get(path)
    // Optional packages are those of other systems, or have a version that must agree.
    return found === undefined ? wanted.optional : found.version === wanted.version
  })
}

type Package = { version: string; optional: boolean }

function packagesOf(lockFile: string): Map<string, Package> {
  const lock: unknown = JSON.parse(readFileSync(lockFile, 'utf8'))
  const entries = Object.entries(fieldOf(lock, 'packages') ?? {}).filter(([path]) =>
    path.startsWith('node_modules/'),
  )
  return new Map(
    entries.map(([path, entry]) => [
      path,
      { version: String(fieldOf(entry, 'version')), optional: fieldOf(entry, 'optional') === true },
    ]),
  )
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
