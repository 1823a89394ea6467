import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { judgeComposeFiles } from '../compose/compose-files.ts'
import { readContainers } from '../compose/containers.ts'
import { createDocker } from '../compose/docker.ts'
import { connectionWarnings } from '../settings/connections.ts'
import { readEnvFile } from '../settings/env-file.ts'
import { createEnvFileStep } from '../settings/env-file-step.ts'
import { withoutSecrets } from '../settings/hidden-secrets.ts'
import { judgeInstallation } from '../settings/judge-installation.ts'
import type { Judgement } from '../settings/judge-settings.ts'
import { secretsFolder } from '../settings/secrets-folder.ts'
import { type Mode, type Row, runSteps } from '../steps/run-steps.ts'
import { createSetup } from '../steps/setup.ts'
import { olderOfTheOperator } from './changed-settings.ts'
import { startOf } from './first-start.ts'
import { planOf } from './plan.ts'
import { summaryOf } from './summary.ts'
import { judgeTools, scarceThings } from './tools.ts'
import { verdictOf } from './verdict.ts'

type Options = { root: string; mode: Mode; processEnv: NodeJS.ProcessEnv; say: (line: string) => void }

/** Prepares an installation, or looks at it. Returns the exit code. */
export async function initMonitoring({ root, mode, processEnv, say }: Options): Promise<number> {
  const docker = createDocker(root, processEnv)
  const tools = await judgeTools(docker)
  tell(tools, say)
  if (tools.faults.length > 0) return 4

  const settings = await runSteps([{ steps: [createEnvFileStep(root, say)], failureStops: 'nothing' }], {
    mode,
    say,
  })
  const file = readEnvFile(existingEnvFile(root))
  const env = { ...file.values, ...processEnv }
  const judgement = judgeInstallation(root, env)
  tell(judgement, say)
  if (judgement.faults.length > 0 && mode === 'apply') {
    say('Put it right in .env and start again.')
    return 4
  }

  const judged = await judgeComposeFiles(docker, { root, file, processEnv })
  if ('faults' in judged) {
    // what Compose stumbles over has mostly been told in our words
    if (judgement.faults.length === 0) tell({ faults: judged.faults, warnings: [] }, say)
    return 4
  }
  const { project } = judged
  tell(
    { faults: [], warnings: [...connectionWarnings(project, env), ...(await scarceThings(docker, root))] },
    say,
  )
  const sayNoSecret = (line: string) => say(withoutSecrets(line, secretsFolder(root, env), env))
  const setup = createSetup({ root, env, docker, project, say: sayNoSecret })
  const steps = await runSteps(planOf(setup, docker, project), { mode, say: sayNoSecret })
  const rows = [...settings.map((row) => withFaults(row, judgement)), ...steps]
  for (const line of summaryOf(rows, setup)) sayNoSecret(line)
  const running = (await readContainers(docker)).filter(({ state }) => state === 'running')
  const older = await olderOfTheOperator(setup, project, running)
  const botRuns = running.some(({ service }) => service === 'bot')
  const { words, code } = verdictOf(rows, { mode, botRuns, older, start: startOf(env) })
  say(words)
  return code
}

/** Without one, the one that would be made of it. */
function existingEnvFile(root: string): string {
  const file = join(root, '.env')
  return existsSync(file) ? file : join(root, '.env.example')
}

function tell({ faults, warnings }: Judgement, say: (line: string) => void): void {
  for (const warning of warnings) say(`warning: ${warning}`)
  for (const fault of faults) say(`fault: ${fault}`)
}

function withFaults(row: Row, { faults }: Judgement): Row {
  if (faults.length === 0) return row
  return { ...row, state: 'failed', words: `${faults.length} to put right in .env, see above` }
}
