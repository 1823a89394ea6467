import type { Database } from '../src/platform/postgres.ts'

/** What is owed and who holds it, for the message of a test that waited for a delivery in vain. */
export async function deliveryState({ pool }: Database): Promise<string> {
  const states = {
    outbox: 'select id, chat_id, kind, attempts, created_at, send_after from outbox order by id',
    jobs: `select id, job_queue_id, payload, key, attempts, run_at, locked_at, locked_by, last_error
           from graphile_worker._private_jobs order by id`,
    queues: `select id, queue_name, locked_at, locked_by from graphile_worker._private_job_queues
             where locked_by is not null`,
    sessions:
      'select pid, application_name, state, query_start from pg_stat_activity where datname = current_database()',
  }
  const lines: string[] = []
  for (const [name, query] of Object.entries(states)) {
    const { rows } = await pool.query(query)
    lines.push(`${name} (${rows.length}):`, ...rows.map((row) => `  ${JSON.stringify(row)}`))
  }
  return lines.join('\n')
}
