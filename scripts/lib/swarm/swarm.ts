// node scripts/lib/swarm/swarm.ts ARGUMENTS, as deploy/swarm/deploy.sh starts it.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createDocker } from '../compose/docker.ts'
import { readEnvFile } from '../settings/env-file.ts'
import { withoutSecrets } from '../settings/hidden-secrets.ts'
import { runScriptProgram } from '../steps/exit-code.ts'
import { createSettings } from '../steps/setup.ts'
import { PreflightError } from '../steps/step.ts'
import { deployStack, statusLines } from './deploy-stack.ts'
import { refuseWithoutEngine } from './nodes.ts'
import { readOptions } from './swarm-options.ts'

const root = join(import.meta.dirname, '..', '..', '..')

await runScriptProgram('deploy.sh', async () => {
  const wish = readOptions(process.argv.slice(2))
  if (!existsSync(join(root, '.env'))) {
    throw new PreflightError(`there is no .env in ${root}: ./scripts/init_monitoring.sh makes one`)
  }
  const env = { ...readEnvFile(join(root, '.env')).values, ...process.env }
  const settings = createSettings(root, env)
  const say = (line: string) => console.log(withoutSecrets(line, settings.secretsDir, env))
  const run = { docker: createDocker(root, process.env), settings, stack: wish.stack, say }
  await refuseWithoutEngine(run)
  if (wish.kind === 'status') for (const line of await statusLines(run)) say(line)
  else await deployStack(run, wish)
  return 0
})
