import { join } from 'node:path'
import { readProject } from '../compose/compose-project.ts'
import { createDocker } from '../compose/docker.ts'
import { readEnvFile } from '../settings/env-file.ts'
import { withoutSecrets } from '../settings/hidden-secrets.ts'
import { secretsFolder } from '../settings/secrets-folder.ts'
import { createSetup } from '../steps/setup.ts'
import type { DeployRun } from './deploy-run.ts'
import type { Start } from './installation-checks.ts'
import { composeFileOf } from './releases.ts'

/** The installation as Compose understood it when a release began, for a day on which .env cannot be read. */
export async function openKept(start: Start, release: string): Promise<DeployRun> {
  const { root, processEnv, interruption, at } = start
  const ofThen = {
    ...processEnv,
    ...{ COMPOSE_FILE: composeFileOf(root, release), COMPOSE_ENV_FILES: '/dev/null' },
  }
  const docker = createDocker(root, ofThen, interruption.signal)
  const steadyDocker = createDocker(root, ofThen, new AbortController().signal)
  const project = await readProject(docker)
  const env = { ...readEnvFile(join(root, '.env')).values, ...processEnv }
  const say = (line: string) => start.say(withoutSecrets(line, secretsFolder(root, env), env))
  const setup = createSetup({ root, env, docker, project, say })
  return { docker, steadyDocker, project, setup, interruption, at }
}
