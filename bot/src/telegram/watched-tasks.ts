import type { Task, TaskList } from 'graphile-worker'
import type { ErrorReports } from '../platform/error-report.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import { DeadlyWork, type DeathWatch, type Work } from './death-watch.ts'

export interface WatchedTaskDeps {
  watch: DeathWatch
  log: Log
  metrics: Metrics
  errors: ErrorReports
}

/** The tasks, but for runs that kill: those end without having done anything, and are reported once. */
export function watchedTasks(tasks: TaskList, deps: WatchedTaskDeps): TaskList {
  const reported = new Set<Work>()

  function watched(name: string, task: Task): Task {
    return async (payload, helpers) => {
      // every run by the clock is a job of its own, and does the same as the one before
      const work: Work = isCron(payload) ? `job:${name}` : `job:${helpers.job.id}`
      const attempt = await deps.watch.beginInTurn(work)
      if (attempt.kind === 'deadly') return leave(name, work)
      try {
        await task(payload, helpers)
      } finally {
        attempt.end()
      }
    }
  }

  function leave(name: string, work: Work): void {
    deps.log.error({ task: name, work }, 'a job that kills is put aside')
    if (reported.has(work)) return
    reported.add(work)
    deps.metrics.errors.inc({ source: 'job' })
    deps.errors.report(new DeadlyWork(`job ${name}`), { source: 'job', handler: name })
  }

  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, task && watched(name, task)]))
}

const isCron = (payload: unknown) => typeof payload === 'object' && payload !== null && '_cron' in payload
