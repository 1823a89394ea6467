import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Who changes the installation just now, as shell/ops-lock.sh writes it down: `deploy.sh (process 12)`. Undefined when nobody
 * does, when it is this process itself, and where there is no /proc to tell. It does not try the lock to find that out: a
 * script that begins at that moment would be refused.
 */
export function lockHolder(root: string): string | undefined {
  const file = join(root, '.cache/ops.lock')
  const holder = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  const [, pid = ''] = /\(process (\d+)\)$/.exec(holder) ?? []
  if (pid === '' || Number(pid) === process.pid) return undefined
  return hasOpen(pid, realpathSync(file)) ? holder : undefined
}

/** A process of this number may be another one by now, as after a cut of the power. */
function hasOpen(pid: string, file: string): boolean {
  const folder = `/proc/${pid}/fd`
  try {
    return readdirSync(folder).some((name) => linkedBy(join(folder, name)) === file)
  } catch (error) {
    // of another user, who does not show it
    return error instanceof Error && 'code' in error && error.code === 'EACCES'
  }
}

function linkedBy(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}
