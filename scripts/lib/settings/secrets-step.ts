import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding, Setup, Step } from '../steps/step.ts'
import { needsNoQuotes, readEnvFile } from './env-file.ts'
import { shownPath } from './shown-path.ts'
import { writeStackSecrets, wrongSecrets } from './stack-secrets.ts'

/**
 * Made up or made elsewhere, and kept in .env too: there the operator looks for them, and changes them. One that he put
 * into its file and that .env would need quotes for stays in the file alone.
 */
const keptInEnv = [
  ['WEBHOOK_SECRET', 'webhook_secret'],
  ['POSTGRES_PASSWORD', 'postgres_bot_password'],
  ['GLITCHTIP_DSN', 'glitchtip_dsn'],
] as const

/** The files of secrets that Compose mounts, in step with .env. */
export function createSecretsStep(setup: Setup): Step {
  const folder = shownPath(setup.root, setup.secretsDir)

  const emptyInEnv = () => {
    const { values } = readEnvFile(join(setup.root, '.env'))
    return keptInEnv.filter(([variable, file]) => {
      const secret = setup.secret(file)
      return !values[variable] && secret !== '' && needsNoQuotes(secret)
    })
  }

  async function look(): Promise<Finding> {
    const wrong = wrongSecrets(setup.secretsDir, setup.env).map(({ name }) => name)
    const isOpen = existsSync(setup.secretsDir) && (statSync(setup.secretsDir).mode & 0o077) !== 0
    const toDo = [
      ...(wrong.length > 0 ? [`${listed(wrong)} to be written in ${folder}`] : []),
      ...(isOpen ? [`the folder ${folder} is open to others`] : []),
      ...emptyInEnv().map(([variable]) => `${variable} is empty in .env`),
    ]
    if (toDo.length > 0) return { state: 'missing', words: toDo.join('; ') }
    return { state: 'ready', words: `in ${folder}, readable for you alone` }
  }

  async function make(): Promise<Finding> {
    const written = writeStackSecrets(setup.secretsDir, setup.env)
    if (written.length > 0) setup.say(`Wrote ${listed(written)} in ${folder}`)
    for (const [variable, file] of emptyInEnv()) {
      setup.setEnv(variable, setup.secret(file))
      setup.say(`Wrote ${variable} into .env`)
    }
    return look()
  }

  return { name: 'Secrets', look, make }
}

const listed = (names: readonly string[]) => (names.length > 6 ? `${names.length} files` : names.join(', '))
