import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { judgeComposeFiles } from '../compose/compose-files.ts'
import { createDocker } from '../compose/docker.ts'
import { judgeTools } from '../init/tools.ts'
import { readEnvFile } from '../settings/env-file.ts'
import { withoutSecrets } from '../settings/hidden-secrets.ts'
import { judgeInstallation } from '../settings/judge-installation.ts'
import { secretsFolder } from '../settings/secrets-folder.ts'
import { shownPath } from '../settings/shown-path.ts'
import { wrongSecrets } from '../settings/stack-secrets.ts'
import type { Interruption } from '../steps/interruption.ts'
import { createSetup } from '../steps/setup.ts'
import type { Environment } from './deploy-options.ts'
import type { DeployRun } from './deploy-run.ts'
import { allOf, type Findings, fault } from './findings.ts'

export interface Start {
  root: string
  processEnv: NodeJS.ProcessEnv
  say: (line: string) => void
  interruption: Interruption
  at: Date
}

/** What can be told without anything running, and what to go on with where Compose can read the installation. */
export async function openChecked(
  start: Start,
  environment: Environment | undefined,
): Promise<{ findings: Findings; run: DeployRun | undefined }> {
  const { root, processEnv, say, interruption, at } = start
  const docker = createDocker(root, processEnv, interruption.signal)
  const tools = await judgeTools(docker)
  if (tools.faults.length > 0) return { findings: allOf([tools]), run: undefined }
  const file = readEnvFile(join(root, '.env'))
  const env = { ...file.values, ...processEnv }
  const settings = judgeInstallation(root, env)
  const wrongPlace = environment === undefined ? undefined : otherEnvironment(environment, env['ENVIRONMENT'])
  const judged = await judgeComposeFiles(docker, { root, file, processEnv })
  const told = [tools, settings, wrongPlace]
  if ('faults' in judged) {
    // what Compose stumbles over has mostly been told in our words
    const compose = settings.faults.length === 0 ? judged.faults : []
    return { findings: allOf([...told, { faults: compose }]), run: undefined }
  }
  const { project } = judged
  const sayNoSecret = (line: string) => say(withoutSecrets(line, secretsFolder(root, env), env))
  const setup = createSetup({ root, env, docker, project, say: sayNoSecret })
  const steadyDocker = createDocker(root, processEnv, new AbortController().signal)
  const run = { docker, steadyDocker, project, setup, interruption, at }
  return { findings: allOf([...told, wrongFiles(run)]), run }
}

function otherEnvironment(asked: Environment, given = ''): Partial<Findings> | undefined {
  const here = given.trim() || 'prod'
  if (here === asked) return undefined
  const words = `ENVIRONMENT is ${here} in .env, and ${asked} was asked for`
  // as .env.example has it
  if (here === 'local') return fault(`${words}: set ENVIRONMENT=${asked} there`)
  return fault(`${words}: each has a folder and a .env of its own (docs/operations.md)`)
}

/** Files that would be another than .env has it: a container would get what was before. */
function wrongFiles({ setup }: DeployRun): Partial<Findings> | undefined {
  const names = wrongSecrets(setup.secretsDir, setup.env)
    .filter((secret) => !isNewAndEmpty(setup, secret))
    .map(({ name }) => name)
  if (names.length === 0) return undefined
  const folder = shownPath(setup.root, setup.secretsDir)
  const listed = names.length > 6 ? `${names.length} files` : names.join(', ')
  return fault(
    `not written yet, or not as .env has it, in ${folder}: ${listed}: ./scripts/init_monitoring.sh`,
  )
}

/** Of a newer version, which asks for nothing: the deploy writes it. */
const isNewAndEmpty = ({ secretsDir }: DeployRun['setup'], { name, text }: { name: string; text: string }) =>
  text === '' && !existsSync(join(secretsDir, name))
