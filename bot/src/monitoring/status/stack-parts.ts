import { type Sample, valueOf } from './samples.ts'

/** The parts of the installation beside the bot, in the order in which they are shown. */
export const stackParts = [
  'postgres',
  'redis',
  'nginx',
  'prometheus',
  'alertmanager',
  'grafana',
  'glitchtip',
] as const
export type StackPart = (typeof stackParts)[number]

/** `unknown`: nobody measures it at the moment. */
export interface PartStatus {
  state: 'up' | 'down' | 'unknown'
  version: string | undefined
}

interface Measure {
  /** Which series says 1 when the part answers. */
  up: [name: string, labels: Record<string, string>]
  /** Which label of which series is its version. */
  version?: [name: string, label: string]
}

/** An exporter that is away says nothing of its part: then `pg_up` and its like are absent. */
const measures: Record<StackPart, Measure> = {
  postgres: { up: ['pg_up', {}], version: ['pg_static', 'short_version'] },
  redis: { up: ['redis_up', {}], version: ['redis_instance_info', 'redis_version'] },
  nginx: { up: ['nginx_up', {}] },
  prometheus: { up: ['up', { job: 'prometheus' }], version: ['prometheus_build_info', 'version'] },
  alertmanager: { up: ['up', { job: 'alertmanager' }], version: ['alertmanager_build_info', 'version'] },
  grafana: { up: ['probe_success', { job: 'probe', service: 'grafana' }] },
  glitchtip: { up: ['probe_success', { job: 'probe', service: 'glitchtip' }] },
}

/** How each part stands by what Prometheus has seen of it last. */
export function partStatuses(
  up: readonly Sample[],
  versions: readonly Sample[],
): Record<StackPart, PartStatus> {
  const statusOf = (part: StackPart): PartStatus => {
    const measure = measures[part]
    const value = valueOf(up, ...measure.up)
    const state = value === undefined ? 'unknown' : value === 1 ? 'up' : 'down'
    const [name, label = ''] = measure.version ?? []
    const version = versions.find(({ labels }) => labels['__name__'] === name)?.labels[label]
    return { state, version: state === 'up' ? version : undefined }
  }
  return {
    postgres: statusOf('postgres'),
    redis: statusOf('redis'),
    nginx: statusOf('nginx'),
    prometheus: statusOf('prometheus'),
    alertmanager: statusOf('alertmanager'),
    grafana: statusOf('grafana'),
    glitchtip: statusOf('glitchtip'),
  }
}
