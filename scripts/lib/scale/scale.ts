// node scripts/lib/scale/scale.ts ARGUMENTS, as scripts/scale.sh starts it.
import { join } from 'node:path'
import { runScriptProgram } from '../steps/exit-code.ts'
import { watchForInterruption } from '../steps/interruption.ts'
import { openSetup } from '../steps/open-setup.ts'
import { isAsExpected, readStatus, statusLines } from './replicas-status.ts'
import { runScale } from './run-scale.ts'
import { readWish, type ScaleWish } from './scale-options.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const processEnv = process.env
const say = (line: string) => console.log(line)
using interruption = watchForInterruption(say)

await runScriptProgram('scale.sh', async () => {
  const wish = readWish(process.argv.slice(2))
  try {
    return await grant(wish)
  } catch (error) {
    throw interruption.explain(error)
  }
})

/** Returns the exit code. */
async function grant(wish: ScaleWish): Promise<number> {
  const opened = await openSetup({ root, processEnv, say, signal: interruption.signal })
  if (wish.kind === 'scale') {
    const { count, dryRun } = wish
    await runScale({ ...opened, interruption, processEnv, count }, { dryRun })
    return 0
  }
  const status = await readStatus(opened)
  if (wish.json) say(JSON.stringify(status, null, 2))
  else for (const line of statusLines(status, new Date())) say(line)
  return isAsExpected(status) ? 0 : 6
}
