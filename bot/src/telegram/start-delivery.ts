import type { ErrorReports } from '../platform/error-report.ts'
import { TransientFault } from '../platform/fault.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Database } from '../platform/postgres.ts'
import type { Api } from './api.ts'
import { canaryDelivery } from './canary.ts'
import { canaryKind } from './canary-store.ts'
import { callDelivery, type Delivery, type DeliveryHooks, deliver } from './deliver.ts'
import type { JobParts } from './feature.ts'
import { callsToReaders } from './late-calls.ts'
import { maintenanceCrons, maintenanceTasks } from './maintenance.ts'
import type { SendLimits } from './send-limits.ts'
import { createTurns } from './turns.ts'
import { startWorker, type Worker } from './worker.ts'

/** Files that are made or read at once in this process: more of them would not fit its memory beside all else. */
const heavyAtOnce = 1

export interface DeliveryDeps {
  db: Database
  /** Connections of the job queue's own. */
  pool: Database['pool']
  api: Api
  limits: SendLimits
  hooks: DeliveryHooks
  log: Log
  metrics: Metrics
  errors: ErrorReports
  now: () => Date
  signal: AbortSignal
  /** Told under which name the queue holds this process's jobs. */
  onStart: (workerId: string) => void
}

/** Starts the worker: it sends what is owed and runs the jobs of the features. */
export function startDelivery(deps: DeliveryDeps, features: readonly JobParts[]): Promise<Worker> {
  const { db, pool, log, metrics, errors, now } = deps
  const checks = features.flatMap(({ mayStillRead }) => mayStillRead ?? [])
  const deliveries = new Map<string, Delivery>([
    ['call', callsToReaders(callDelivery(deps.api), checks)],
    [canaryKind, canaryDelivery(db)],
  ])
  for (const feature of features) {
    const kinds = { ...feature.deliveries, ...feature.heavyDeliveries }
    for (const [kind, delivery] of Object.entries(kinds)) deliveries.set(kind, delivery)
  }
  const heavyKinds = new Set(features.flatMap((feature) => Object.keys(feature.heavyDeliveries ?? {})))
  const heavyTurns = createTurns(heavyAtOnce)
  const tasks = { ...maintenanceTasks(db, now) }
  for (const feature of features) Object.assign(tasks, feature.tasks)
  tasks['deliver'] = async (payload) => {
    const { chatId } = payload as { chatId: number }
    const report = (error: unknown) => errors.report(error, { source: 'delivery' })
    await deliver({ ...deps, deliveries, heavyKinds, heavyTurns, report }, chatId)
  }
  return startWorker({
    pool,
    log,
    tasks,
    onStart: deps.onStart,
    crons: [...maintenanceCrons, ...features.flatMap((feature) => feature.crons ?? [])],
    onFailedJob(err, task) {
      log.warn({ err, task }, 'job failed')
      if (err instanceof TransientFault) return
      metrics.errors.inc({ source: 'job' })
      errors.report(err, { source: 'job', handler: task })
    },
  })
}
