import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readContainers } from '../compose/containers.ts'
import type { Docker } from '../compose/docker.ts'
import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'

/** Postgres runs, every user reaches his database with the password that his secret says, and Grafana's no more than that. */
export function createDatabaseStep(setup: Setup, docker: Docker): Step {
  const script = readFileSync(join(import.meta.dirname, 'database-logins.sh'), 'utf8')

  async function look(): Promise<Finding> {
    if (!setup.isPresent('postgres')) return { state: 'absent', words: 'another Postgres is used' }
    const [container] = await readContainers(docker, ['postgres'])
    if (container?.state !== 'running') return { state: 'missing', words: 'Postgres does not run' }
    if (await hasOtherSecrets()) {
      return { state: 'missing', words: 'Postgres has other secrets mounted than those that are there now' }
    }
    const refused = await setup.compose(['exec', '-T', 'postgres', 'bash', '-s'], { input: script })
    const users = [...new Set(refused.split('\n'))].filter((name) => name !== '')
    if (users.length === 0) return { state: 'ready', words: 'every user reaches his database' }
    return {
      state: 'missing',
      words: `no way in with the present password, or other rights than his: ${users.join(', ')}`,
    }
  }

  /** A folder or file that was put in the place of another is not what the running container has. */
  async function hasOtherSecrets(): Promise<boolean> {
    const sums = ['exec', '-T', 'postgres', 'bash', '-c', 'cd /run/secrets && sha256sum postgres_*']
    const mounted = (await setup.compose(sums)).trim().split('\n')
    return mounted.some((line) => {
      const [sum, name = ''] = line.split(/ +/)
      const file = join(setup.secretsDir, name)
      return !existsSync(file) || createHash('sha256').update(readFileSync(file)).digest('hex') !== sum
    })
  }

  async function make(): Promise<Finding> {
    const [container] = await readContainers(docker, ['postgres'])
    const anew = container?.state === 'running' && (await hasOtherSecrets()) ? ['--force-recreate'] : []
    setup.say('Starting Postgres')
    await setup.compose(['up', '--detach', '--wait', '--wait-timeout', '180', ...anew, 'postgres'], {
      withinMs: 900_000,
    })
    const made = await look()
    if (made.state === 'ready') return made
    setup.say('Making users, databases and passwords what the secrets say')
    await setup.compose(['exec', '-T', 'postgres', 'bash', '/docker-entrypoint-initdb.d/10-databases.sh'])
    const mended = await look()
    if (mended.state === 'ready') return mended
    throw new StepError(`${mended.words}; see: docker compose logs postgres`)
  }

  return { name: 'Database', look, make }
}
