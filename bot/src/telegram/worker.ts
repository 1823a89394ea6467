import { EventEmitter } from 'node:events'
import {
  type CronItem,
  Logger,
  parseCronItems,
  type Runner,
  type RunnerOptions,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import type { Pool } from 'pg'
import type { Log } from '../platform/log.ts'
import { sleep } from '../platform/sleep.ts'

export interface Worker {
  readonly running: () => boolean
  stop(): Promise<void>
}

export interface WorkerOptions {
  pool: Pool
  log: Log
  tasks: TaskList
  crons: CronItem[]
  onFailedJob: (error: unknown, task: string) => void
  /** Told under which name the queue holds this process's jobs from now on. */
  onStart: (workerId: string) => void
}

/** Enough to have other chats served while one waits for its limit. */
export const workerConcurrency = 8
const restartMs = 1_000

/**
 * Runs the job queue in this process. A NOTIFY wakes it at once; the poll is for jobs whose time comes. When it cannot
 * note the end of a job, because the database is away, it gives up; then it is started anew, under another name.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const stopping = new AbortController()
  let runner: Runner | undefined = await startRunner(options)

  async function supervise(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runner?.promise.catch(() => undefined)
      runner = undefined
      if (stopping.signal.aborted) return
      options.log.warn('the job queue stopped, it is started again')
      await sleep(restartMs, stopping.signal)
      if (stopping.signal.aborted) return
      runner = await startRunner(options).catch(() => undefined)
    }
  }
  const supervised = supervise()

  return {
    running: () => runner !== undefined,
    async stop() {
      stopping.abort()
      await runner?.stop().catch(() => undefined)
      await supervised
      // one that was being started meanwhile
      await runner?.stop().catch(() => undefined)
    },
  }
}

async function startRunner({
  pool,
  log,
  tasks,
  crons,
  onFailedJob,
  onStart,
}: WorkerOptions): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => onStart(workerPool.id))
  events.on('job:error', ({ job, error }) => onFailedJob(error, job.task_identifier))
  const settings: RunnerOptions = {
    pgPool: pool,
    events,
    taskList: tasks,
    parsedCronItems: parseCronItems(crons),
    concurrency: workerConcurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    // batches of one tick: only then does 0.18 handle a failure to note the end of a job; without, it is an unhandled rejection
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message) => {
      // its lines quote errors of jobs; the job:error event above reports those without their texts
      if (level === 'error' || level === 'warning')
        log.warn({ worker: message.split(/[:;(']/, 1)[0] }, 'job queue')
    }),
  }
  return run(settings)
}
