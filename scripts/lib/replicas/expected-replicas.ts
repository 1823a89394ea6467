import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { metricsFolder, metricsText, writeMetrics } from '../metrics/metrics-file.ts'
import type { Settings } from '../steps/step.ts'

const file = 'schoolbot_replicas.prom'

const metricsOf = (replicas: number) => [
  {
    name: 'schoolbot_replicas_expected',
    help: 'Replicas of the bot that this installation is set to run.',
    value: replicas,
  },
]

/** Tells node-exporter how many replicas there should be. */
export function expectReplicas(settings: Pick<Settings, 'root' | 'env'>, replicas: number): void {
  writeMetrics(metricsFolder(settings.root, settings.env), file, metricsOf(replicas))
}

/** Whether node-exporter can read just that. */
export function areExpected(settings: Pick<Settings, 'root' | 'env'>, replicas: number): boolean {
  const folder = metricsFolder(settings.root, settings.env)
  const path = join(folder, file)
  const isRight = existsSync(path) && readFileSync(path, 'utf8') === metricsText(metricsOf(replicas))
  return isRight && (statSync(folder).mode & 0o005) === 0o005
}
