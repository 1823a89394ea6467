import { EventEmitter } from 'node:events'
import { setTimeout } from 'node:timers/promises'
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
import { freeUnknownJobs } from './unknown-jobs.ts'

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
/** The ends of the last jobs are noted within so long, or never. */
const lastNotesMs = 1_000

/**
 * Runs the job queue in this process. A NOTIFY wakes it at once; the poll is for jobs whose time comes. When it cannot
 * note the end of a job, because the database is away, it gives up; then it is started anew, under another name.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const stopping = new AbortController()
  let run: Run | undefined = await startRun(options)

  async function supervise(): Promise<void> {
    while (!stopping.signal.aborted) {
      await run?.ended
      run = undefined
      if (stopping.signal.aborted) return
      options.log.warn('the job queue stopped, it is started again')
      await sleep(restartMs, stopping.signal)
      if (stopping.signal.aborted) return
      run = await startRun(options).catch(() => undefined)
    }
  }
  const supervised = supervise()

  return {
    running: () => run !== undefined,
    async stop() {
      stopping.abort()
      run?.stop()
      await supervised
      // one that was being started meanwhile
      run?.stop()
      await run?.ended
    },
  }
}

/** The job queue from a start to its end. */
interface Run {
  readonly ended: Promise<void>
  /** Begins the end: no new jobs, those under way are finished. */
  stop(): void
}

async function startRun(options: WorkerOptions): Promise<Run> {
  const events: WorkerEvents = new EventEmitter()
  const idle = Promise.withResolvers<void>()
  for (const event of workersStopped) events.once(event, () => idle.resolve())
  const endWatch = freeUnknownJobs(events, options.pool, options.log)
  const runner = await startRunner(options, events).catch((error: unknown) => {
    endWatch()
    throw error
  })
  const stop = () => void runner.stop().catch(() => undefined)

  async function untilEnded(): Promise<void> {
    const finished = runner.promise.catch(() => undefined)
    await Promise.race([finished, idle.promise])
    // 0.18 loses count of its notes when one fails (graphile/worker#636): its own promise then never resolves
    await Promise.race([finished, setTimeout(lastNotesMs, undefined, { ref: false })])
    endWatch()
    stop()
  }
  return { ended: untilEnded(), stop }
}

/** Events after which no job of the run is under way any more. */
const workersStopped = [
  'pool:gracefulShutdown:complete',
  'pool:forcefulShutdown:complete',
  'pool:forcefulShutdown:error',
] as const

async function startRunner(
  { pool, log, tasks, crons, onFailedJob, onStart }: WorkerOptions,
  events: WorkerEvents,
): Promise<Runner> {
  events.on('pool:create', ({ workerPool }) => onStart(workerPool.id))
  events.on('pool:fatalError', ({ error, action }) => {
    log.warn({ err: error, action }, 'the end of a job could not be noted')
  })
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
