/**
 * Where the tasks of a service run.
 * - anywhere: BOT_REPLICAS of them, spread over the nodes
 * - everywhere: one on every node
 * - data, monitoring: one, on the node that has the label schoolbot.data or schoolbot.monitoring, where its volumes are
 */
export type Place = 'anywhere' | 'everywhere' | 'data' | 'monitoring'

const places: Readonly<Record<string, Place>> = {
  bot: 'anywhere',
  nginx: 'everywhere',
  postgres: 'data',
  'wal-archive': 'data',
  redis: 'data',
}

export const placeOf = (service: string): Place => places[service] ?? 'monitoring'

/** Set to 0 where a managed server takes its place. */
const replicaVariables: Readonly<Record<string, string>> = {
  postgres: 'POSTGRES_REPLICAS',
  'wal-archive': 'POSTGRES_REPLICAS',
  redis: 'REDIS_REPLICAS',
}

/** One after the other, the new one first; when one does not stay healthy, all go back by themselves. */
const rolling = { parallelism: 1, order: 'start-first', monitor: '20s', max_failure_ratio: 0 }

export function deployOf(service: string): Record<string, unknown> {
  const place = placeOf(service)
  const restart = { restart_policy: { condition: 'any', delay: '3s' }, endpoint_mode: 'dnsrr' }
  if (place === 'anywhere') {
    return {
      replicas: '${BOT_REPLICAS:-2}',
      update_config: { ...rolling, failure_action: 'rollback' },
      rollback_config: { ...rolling, failure_action: 'pause' },
      ...restart,
    }
  }
  // its ports are taken as long as the old one runs
  const stopFirst = { update_config: { parallelism: 1, order: 'stop-first', failure_action: 'pause' } }
  if (place === 'everywhere') return { mode: 'global', ...stopFirst, ...restart }
  const variable = replicaVariables[service]
  return {
    replicas: variable === undefined ? 1 : `\${${variable}:-1}`,
    placement: { constraints: [`node.labels.schoolbot.${place} == true`] },
    ...stopFirst,
    ...restart,
  }
}
