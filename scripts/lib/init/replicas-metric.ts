import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { metricsFolder, metricsText, writeMetrics } from '../metrics/metrics-file.ts'
import type { Finding, Setup, Step } from '../steps/step.ts'

/** How many bots there should be, told to node-exporter. */
export function createReplicasStep(setup: Setup, replicas: number): Step {
  const folder = metricsFolder(setup.root, setup.env)
  const file = 'schoolbot_replicas.prom'
  const all = [
    {
      name: 'schoolbot_replicas_expected',
      help: 'Replicas of the bot that this installation is set to run.',
      value: replicas,
    },
  ]

  async function look(): Promise<Finding> {
    if (!setup.isPresent('node-exporter')) return { state: 'absent', words: 'no node-exporter' }
    const path = join(folder, file)
    const isRight = existsSync(path) && readFileSync(path, 'utf8') === metricsText(all)
    const isReadable = existsSync(folder) && (statSync(folder).mode & 0o005) === 0o005
    if (isRight && isReadable) return { state: 'ready', words: `${replicas} expected` }
    return { state: 'missing', words: `${replicas} expected, which monitoring does not know yet` }
  }

  async function make(): Promise<Finding> {
    writeMetrics(folder, file, all)
    return look()
  }

  return { name: 'Replicas', look, make }
}
