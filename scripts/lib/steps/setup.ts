import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ComposeProject } from '../compose/compose-project.ts'
import type { Docker } from '../compose/docker.ts'
import { fillVariable } from '../settings/env-file.ts'
import { secretsFolder } from '../settings/secrets-folder.ts'
import { writeStackSecrets } from '../settings/stack-secrets.ts'
import type { Settings, Setup } from './step.ts'

type Environment = Record<string, string | undefined>

/** `env`: of .env, and over it the variables of the shell, as Compose has it. */
export function createSettings(root: string, env: Environment): Settings {
  const secretsDir = secretsFolder(root, env)
  return {
    ...{ root, env, secretsDir },
    secret(name) {
      const file = join(secretsDir, name)
      return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
    },
    fetch: (url, { withinMs = 10_000, ...init } = {}) =>
      fetch(url, { signal: AbortSignal.timeout(withinMs), ...init }),
  }
}

export function createSetup(options: {
  root: string
  env: Environment
  docker: Docker
  project: ComposeProject
  say: (line: string) => void
}): Setup {
  const { root, docker, project, say } = options
  const env = { ...options.env }
  const settings = createSettings(root, env)
  return {
    ...settings,
    say,
    compose: docker.compose,
    urlOf: project.urlOf,
    isPresent: (service) => project.present.includes(service),
    setEnv(name, value) {
      fillVariable(join(root, '.env'), name, value)
      if (!env[name]) env[name] = value
      writeStackSecrets(settings.secretsDir, env)
    },
  }
}
