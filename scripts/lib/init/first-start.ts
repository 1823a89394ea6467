import { readContainers } from '../compose/containers.ts'
import type { Docker } from '../compose/docker.ts'
import { metricsFolder, readMetrics, writeMetrics } from '../metrics/metrics-file.ts'
import type { Finding, Setup, Step } from '../steps/step.ts'

const file = 'schoolbot_first_start.prom'
const name = 'schoolbot_first_start_awaited_until_timestamp_seconds'
const help = 'Until then a bot that was never started is no reason for an alert.'
const patienceSeconds = 3600

/**
 * A bot that was never started is down by any rule. For an hour after the set-up nobody is called for that: the rules read
 * when it ends, and await no bot that was seen in the meantime.
 */
export function createFirstStartStep(setup: Setup, docker: Docker): Step {
  const folder = metricsFolder(setup.root, setup.env)

  async function look(): Promise<Finding> {
    if (!setup.isPresent('bot')) return { state: 'absent', words: 'no bot' }
    if ((await readContainers(docker, ['bot'])).length > 0) {
      return { state: 'ready', words: 'the bot has been started' }
    }
    const notYet = `the bot has not been started: ${startOf(setup.env)} starts it`
    if (!setup.isPresent('node-exporter')) return { state: 'ready', words: notYet }
    const left = (readMetrics(folder, file).get(name) ?? 0) - Date.now() / 1000
    if (left <= 0) return { state: 'missing', words: `${notYet}; until then alerts call for it` }
    return { state: 'ready', words: `${notYet}; in ${Math.ceil(left / 60)} min alerts begin to call for it` }
  }

  async function make(): Promise<Finding> {
    const value = Math.floor(Date.now() / 1000) + patienceSeconds
    writeMetrics(folder, file, [{ name, help, value }])
    return look()
  }

  return { name: 'First start', look, make }
}

/** What starts the bot of this installation. */
export function startOf(env: Readonly<Record<string, string | undefined>>): string {
  const environment = env['ENVIRONMENT']?.trim() || 'prod'
  return environment === 'local' ? 'docker compose up -d' : `./scripts/deploy.sh ${environment}`
}
