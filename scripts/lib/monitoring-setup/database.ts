import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readContainers } from './containers.ts'
import type { Docker } from './docker.ts'
import { type Finding, type Setup, type Step, StepError } from './step.ts'

/** Postgres runs, and every user reaches his database with the password that his secret says. */
export function createDatabaseStep(setup: Setup, docker: Docker): Step {
  const script = readFileSync(join(import.meta.dirname, 'database-logins.sh'), 'utf8')

  async function look(): Promise<Finding> {
    if (!setup.isPresent('postgres')) return { state: 'absent', words: 'another Postgres is used' }
    const [container] = await readContainers(docker, ['postgres'])
    if (container?.state !== 'running') return { state: 'missing', words: 'Postgres does not run' }
    const refused = await setup.compose(['exec', '-T', 'postgres', 'bash', '-s'], { input: script })
    const users = refused.split('\n').filter((name) => name !== '')
    if (users.length === 0) return { state: 'ready', words: 'every user reaches his database' }
    return { state: 'missing', words: `no way in with the present password: ${users.join(', ')}` }
  }

  async function make(): Promise<Finding> {
    setup.say('Starting Postgres')
    await setup.compose(['up', '--detach', '--wait', '--wait-timeout', '180', 'postgres'], {
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
