import { defaultPoolMax } from '../../../bot/src/platform/setting-shapes.ts'
import type { ComposeProject } from '../compose/compose-project.ts'

/**
 * Who connects to Postgres beside the pools of the bot, at most: Grafana and the exporter as postgres/init/10-databases.sh
 * limits them, `migrate` with its one, and what Postgres keeps for the operator. A test holds these to their sources.
 */
export const besideTheBot = { grafana: 3, exporter: 5, migrate: 1, reserved: 3 }

/** Of each replica beside its pool, which holds the job queue with its LISTEN: the session that shows that it lives. */
export const besideThePool = 1

/** A replica works with less, but people begin to wait for each other. */
const comfortable = 8

/** What to say of connections when all that may come are more than Postgres takes. */
export function connectionWarnings(
  project: ComposeProject,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const limit = project.maxConnections
  if (limit === undefined || !project.present.includes('bot')) return []
  const pool = Number(env['DATABASE_POOL_MAX'] || defaultPoolMax)
  const replicas = project.replicasOf('bot')
  const has = (service: string) => project.present.includes(service)
  const others =
    besideTheBot.migrate +
    besideTheBot.reserved +
    (has('grafana') ? besideTheBot.grafana : 0) +
    (has('postgres-exporter') ? besideTheBot.exporter : 0) +
    (has('glitchtip') ? project.glitchTipPool : 0)
  // one more while replicas are exchanged
  const wanted = (replicas + 1) * (pool + besideThePool) + others
  if (wanted <= limit) return []
  const fittingPool = Math.floor((limit - others) / (replicas + 1)) - besideThePool
  const fittingReplicas = Math.floor((limit - others) / (comfortable + besideThePool)) - 1
  const more = 'raise max_connections in docker-compose.yml'
  const fewer = `set BOT_REPLICAS=${fittingReplicas} and DATABASE_POOL_MAX=${comfortable}, or ${more}`
  const advice =
    fittingPool >= comfortable ? `set DATABASE_POOL_MAX=${fittingPool}` : fittingReplicas >= 1 ? fewer : more
  return [
    `Postgres takes ${limit} connections and up to ${wanted} may be wanted: ${replicas} replicas and one more during an update, with ${pool} of DATABASE_POOL_MAX and ${besideThePool} each, and ${others} of all others; ${advice}`,
  ]
}
