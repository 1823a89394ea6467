import { spawnSync } from 'node:child_process'
import { findProgram } from '../processes/find-program.ts'
import { aptInstall } from './apt-install.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A Chromium that runs: a given one, one on PATH, or Debian's package; else why there is none. */
export function findChromium(options: {
  given: string | undefined
  mayInstall: boolean
  say: (line: string) => void
}): { path: string } | { missing: string } {
  const present = options.given ?? findProgram(...NAMES)
  if (present !== undefined) return runs(present) ? { path: present } : { missing: `${present} does not run` }
  if (!options.mayInstall) return { missing: 'no Chromium on PATH' }
  // The font has the Cyrillic letters without which the screenshots are rows of boxes.
  const refusal = aptInstall(['chromium', 'fonts-dejavu-core'], options.say)
  const installed = findProgram(...NAMES)
  if (installed !== undefined && runs(installed)) return { path: installed }
  return { missing: `no Chromium on PATH; ${refusal ?? 'apt-get brought none that runs'}` }
}

/** Ubuntu's package is a stub that asks for snap: being on PATH is not enough. */
const runs = (path: string) =>
  spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
