import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * What the exporters of the stack expose, in test/exporters/: the families that the dashboards read, taken from the
 * exporters where they could be run, and from their documentation otherwise, as each file says.
 */
export const exporters = new Map(
  globSync('exporters/*.prom', { cwd: import.meta.dirname }).map((path) => [
    basename(path, '.prom'),
    readFileSync(join(import.meta.dirname, path), 'utf8'),
  ]),
)

/** Of Prometheus itself, by its documentation; the live test asks a real one. */
export const ownMetrics = [
  'up',
  'ALERTS',
  'prometheus_notifications_errors_total',
  'prometheus_rule_evaluation_failures_total',
  'prometheus_tsdb_head_series',
  'prometheus_tsdb_storage_blocks_bytes',
]

/** Names of the samples of an exposition; of a histogram also those of its parts. */
export function sampleNamesOf(exposition: string): string[] {
  const sampled = [...exposition.matchAll(/^([a-zA-Z_:][\w:]*)[{ ]/gm)].map(([, name = '']) => name)
  // a family without a sample yet, such as that of a counter nobody has touched
  const declared = [...exposition.matchAll(/^# TYPE (\S+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  )
  return [...new Set([...sampled, ...declared])]
}

/** Names that the rules of Prometheus record. */
export function recordedNames(): string[] {
  const root = join(import.meta.dirname, '..', '..')
  return globSync('prometheus/rules/*.yml', { cwd: root }).flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/- record: (\S+)/g)].map(([, name = '']) => name),
  )
}
