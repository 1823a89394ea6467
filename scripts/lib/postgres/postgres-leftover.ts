import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Ends a Postgres that outlived its parent on these data, and removes the pid file of one that did not.
 * Postgres itself refuses to start when the number in that file belongs to any living process of its user,
 * so after a crash a reused number would keep it down for good.
 */
export async function clearLeftover(dataDir: string, say: (line: string) => void): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (Number.isInteger(pid) && pid > 1 && commandOf(pid).includes(dataDir)) {
    say(`Stopping the Postgres of an earlier run (process ${pid})`)
    await stop(pid)
  }
  rmSync(pidFile, { force: true })
}

async function stop(pid: number): Promise<void> {
  // Fast shutdown first; then without a checkpoint, which the next start makes up for.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal)
    for (let waited = 0; waited < 10_000; waited += 50) {
      if (commandOf(pid) === '') return
      await sleep(50)
    }
  }
  throw new Error(`the Postgres of an earlier run (process ${pid}) does not end`)
}

/** The command line of a living process, or nothing when it is gone. */
function commandOf(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    } catch {
      return ''
    }
  }
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout
}
