import { EventEmitter } from 'node:events'
import {
  type CronItem,
  Logger,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import type { Pool } from 'pg'
import type { Log } from '../platform/log.ts'

export interface Worker {
  /** The name under which the queue holds this process's jobs. */
  readonly id: string
  readonly running: () => boolean
  stop(): Promise<void>
}

export interface WorkerOptions {
  pool: Pool
  log: Log
  tasks: TaskList
  crons: CronItem[]
  onFailedJob: (error: unknown, task: string) => void
}

/** Enough to have other chats served while one waits for its limit. */
export const workerConcurrency = 8

/**
 * Runs the job queue in this process. A NOTIFY wakes it at once; the poll is for jobs whose time comes. When its
 * connection is lost it reconnects by itself.
 */
export async function startWorker({ pool, log, tasks, crons, onFailedJob }: WorkerOptions): Promise<Worker> {
  let id: string | undefined
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    id = workerPool.id
  })
  events.on('job:error', ({ job, error }) => onFailedJob(error, job.task_identifier))
  const runner = await run({
    pgPool: pool,
    events,
    taskList: tasks,
    parsedCronItems: parseCronItems(crons),
    concurrency: workerConcurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      // its lines quote errors of jobs; the job:error event above reports those without their texts
      if (level === 'error' || level === 'warning')
        log.warn({ worker: message.split(/[:;(]/, 1)[0] }, 'job queue')
    }),
  })
  if (id === undefined) throw new Error('the job queue gave itself no name')
  let running = true
  runner.promise.then(
    () => {
      running = false
    },
    () => {
      running = false
    },
  )
  return { id, running: () => running, stop: () => stopRunner(runner) }
}

async function stopRunner(runner: Runner): Promise<void> {
  await runner.stop().catch(() => undefined)
  await runner.promise.catch(() => undefined)
}
