import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ComposeProject } from '../compose/compose-project.ts'
import type { Docker } from '../compose/docker.ts'
import { fillVariable } from '../settings/env-file.ts'
import { secretsFolder } from '../settings/secrets-folder.ts'
import { writeStackSecrets } from '../settings/stack-secrets.ts'
import type { Setup } from './step.ts'

type Environment = Record<string, string | undefined>

export function createSetup(options: {
  root: string
  /** Of .env, and over it those of the shell, as Compose has it. */
  env: Environment
  docker: Docker
  project: ComposeProject
  say: (line: string) => void
}): Setup {
  const { root, docker, project, say } = options
  const env = { ...options.env }
  const secretsDir = secretsFolder(root, env)
  return {
    root,
    env,
    secretsDir,
    say,
    compose: docker.compose,
    urlOf: project.urlOf,
    isPresent: (service) => project.present.includes(service),
    secret(name) {
      const file = join(secretsDir, name)
      return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
    },
    setEnv(name, value) {
      fillVariable(join(root, '.env'), name, value)
      if (!env[name]) env[name] = value
      writeStackSecrets(secretsDir, env)
    },
    fetch: (url, { withinMs = 10_000, ...init } = {}) =>
      fetch(url, { signal: AbortSignal.timeout(withinMs), ...init }),
  }
}
