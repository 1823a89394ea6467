// node scripts/lib/deploy/deploy.ts ARGUMENTS, as scripts/deploy.sh starts it.
import { join } from 'node:path'
import { NothingToDo, runScriptProgram } from '../steps/exit-code.ts'
import { watchForInterruption } from '../steps/interruption.ts'
import { readOptions } from './deploy-options.ts'
import { readHistory } from './history.ts'
import { historyLines } from './history-lines.ts'
import { rollBack } from './rollback.ts'
import { deploy } from './run-deploy.ts'
import { showStatus } from './status.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const say = (line: string) => console.log(line)
using interruption = watchForInterruption(say)
await runScriptProgram('deploy.sh', async () => {
  const wish = readOptions(process.argv.slice(2))
  const start = { root, processEnv: process.env, say, interruption, at: new Date() }
  switch (wish.kind) {
    case 'deploy':
      await deploy(start, wish)
      return 0
    case 'rollback':
      await rollBack(start, wish)
      return 0
    case 'status':
      return showStatus(start, wish.json)
    case 'history': {
      const history = readHistory(root)
      if (history.length === 0 && !wish.json) throw new NothingToDo('nothing has been deployed yet')
      for (const line of wish.json ? [JSON.stringify(history, null, 2)] : historyLines(history)) say(line)
      return 0
    }
  }
})
