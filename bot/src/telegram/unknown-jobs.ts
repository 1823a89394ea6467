import type { WorkerEvents } from 'graphile-worker'
import type { Log } from '../platform/log.ts'
import type { Database } from '../platform/postgres.ts'

const sweepMs = 3_000
/** So long after its end a job may still be held: that it ended is noted a moment later. */
const noteMs = 10_000

/**
 * Sets free the jobs that the queue holds for this run and that the run does not know of: when a connection is cut
 * while a job is fetched, the job is locked and the answer lost. To the others it looks held by a process that lives.
 * Returns the end of the watch.
 */
export function freeUnknownJobs(events: WorkerEvents, pool: Database['pool'], log: Log): () => void {
  const known = new Set<string>()
  let workerId: string | undefined
  events.on('pool:create', ({ workerPool }) => {
    workerId = workerPool.id
  })
  events.on('job:start', ({ job }) => known.add(job.id))
  events.on('job:complete', ({ job }) => {
    setTimeout(() => known.delete(job.id), noteMs).unref()
  })

  async function sweep(): Promise<void> {
    if (workerId === undefined) return
    const { rowCount } = await pool.query(
      // five seconds: the answer to a fetch may still be on its way
      `with unknown as (
         update graphile_worker._private_jobs set locked_at = null, locked_by = null
         where locked_by = $1 and locked_at < now() - interval '5 seconds' and id <> all($2::bigint[])
         returning id, job_queue_id
       ), queue as (
         update graphile_worker._private_job_queues as q set locked_at = null, locked_by = null
         from unknown where q.id = unknown.job_queue_id and q.locked_by = $1
       )
       select from unknown`,
      [workerId, [...known]],
    )
    if (rowCount) log.warn({ jobs: rowCount }, 'set free jobs whose fetch was cut off')
  }
  // the database is away: the next look will do
  const timer = setInterval(() => void sweep().catch(() => undefined), sweepMs)
  return () => clearInterval(timer)
}
