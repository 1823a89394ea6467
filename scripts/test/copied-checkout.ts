import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

export type CopiedCheckout = AsyncDisposable & { path: string; script(name: string): string }

/**
 * The checkout as git knows it, changes included, in a folder that only its owner may enter, as CI
 * and `mktemp -d` make them. With packages when asked for, at the cost of links instead of copies.
 */
export function copyCheckout({ withPackages }: { withPackages: boolean }): CopiedCheckout {
  const parent = mkdtempSync(join(tmpdir(), 'schoolbot-checkout-'))
  const path = join(parent, 'schoolbot')
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  })
  execFileSync('mkdir', [path])
  const existing = ['--create', '--null', '--files-from=-', '--ignore-failed-read', '--file=-']
  const archive = execFileSync('tar', existing, {
    cwd: root,
    input: listed,
    maxBuffer: 2 ** 28,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  execFileSync('tar', ['--extract', '--file=-'], { cwd: path, input: archive })
  if (withPackages) linkPackages(path)
  return {
    path,
    script: (name) => join(path, 'scripts', name),
    [Symbol.asyncDispose]: async () => rmSync(parent, { recursive: true, force: true }),
  }
}

function linkPackages(path: string): void {
  const packages = join(root, 'node_modules')
  try {
    // Hard links make them lie in the closed folder too, as real ones do.
    execFileSync('cp', ['-al', packages, path], { stdio: 'ignore' })
  } catch {
    symlinkSync(packages, join(path, 'node_modules'))
  }
}
