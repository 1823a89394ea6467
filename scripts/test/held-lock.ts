import { root } from './copied-checkout.ts'
import { runScript } from './run-script.ts'

/** A script of this name that is at work in a folder, until it is ended. */
export async function holdLock(
  folder: string,
  name: string,
): Promise<{ words: string; end(): Promise<void> }> {
  const holding = `source scripts/lib/shell/log.sh; source scripts/lib/shell/ops-lock.sh
    take_ops_lock "$1"; echo holding; exec sleep 60`
  const run = runScript(['/bin/bash', '-c', holding, `/opt/${name}`, folder], {}, root)
  await run.untilPrints(/holding/)
  return {
    words: `${name} (process ${run.pid}) is at work in this folder`,
    async end() {
      run.kill('SIGKILL')
      await run.ended
    },
  }
}
