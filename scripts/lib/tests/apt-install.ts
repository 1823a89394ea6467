import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * Installs packages on Debian or Ubuntu when we are root, said aloud.
 * Returns why not when it did not; nothing when it did.
 */
export function aptInstall(packages: readonly string[], say: (line: string) => void): string | undefined {
  if (!existsSync('/usr/bin/apt-get')) return 'not a Debian or Ubuntu machine'
  if (process.getuid?.() !== 0) return `not root: apt-get install ${packages.join(' ')}`
  say(`Installing by apt-get: ${packages.join(' ')}`)
  if (!aptGet('install', '--yes', '--no-install-recommends', ...packages)) {
    // The lists are missing or old, as in a fresh container.
    aptGet('update')
    if (!aptGet('install', '--yes', '--no-install-recommends', ...packages)) return 'apt-get install failed'
  }
  return undefined
}

function aptGet(...args: string[]): boolean {
  // RUNLEVEL=1 keeps a package's service from being started on this machine: we want only its program.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1', LC_ALL: 'C' }
  const timeout = 10 * 60_000
  return (
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], { env, timeout, stdio: 'ignore' })
      .status === 0
  )
}
