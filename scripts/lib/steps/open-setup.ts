import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { withoutItsQuotation } from '../compose/compose-files.ts'
import { type ComposeProject, readProject } from '../compose/compose-project.ts'
import { createDocker, type StreamingDocker } from '../compose/docker.ts'
import { findProgram } from '../processes/find-program.ts'
import { readEnvFile } from '../settings/env-file.ts'
import { withoutSecrets } from '../settings/hidden-secrets.ts'
import { createSetup } from './setup.ts'
import { PreflightError, type Setup, StepError } from './step.ts'

export interface Opened {
  docker: StreamingDocker
  project: ComposeProject
  setup: Setup
}

/**
 * The installation of this checkout, as the operator's variables and .env have it. Nothing is changed and nothing need
 * run but Docker. Throws a PreflightError.
 */
export async function openSetup(options: {
  root: string
  processEnv: NodeJS.ProcessEnv
  say: (line: string) => void
  /** Ends what streams, when somebody interrupts the script. */
  signal?: AbortSignal
}): Promise<Opened> {
  const { root, processEnv, say, signal } = options
  if (findProgram('docker') === undefined) {
    throw new PreflightError('docker is missing: https://docs.docker.com/engine/install/')
  }
  if (!existsSync(join(root, '.env'))) {
    throw new PreflightError(`there is no .env in ${root}: ./scripts/init_monitoring.sh makes one`)
  }
  const docker = createDocker(root, processEnv, signal)
  await docker.docker(['version', '--format', '{{.Server.Version}}']).catch((error: unknown) => {
    if (!(error instanceof StepError)) throw error
    throw new PreflightError(`the Docker engine does not answer: ${error.message}`)
  })
  const project = await readProject(docker).catch((error: unknown) => {
    if (!(error instanceof StepError)) throw error
    throw new PreflightError(withoutItsQuotation(error.message))
  })
  const env = { ...readEnvFile(join(root, '.env')).values, ...processEnv }
  const setup: Setup = createSetup({
    ...{ root, env, docker, project },
    say: (line) => say(withoutSecrets(line, setup.secretsDir, env)),
  })
  return { docker, project, setup }
}
