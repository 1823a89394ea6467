import sql from 'sql-template-tag'
import type { Tx } from '../../platform/postgres.ts'
import type { SilencingOrder } from './silencing-order.ts'

/** When the database fails the job so often, some half an hour has gone, and nobody waits for it. */
const maxAttempts = 8

/**
 * Has the worker change silences after the commit. Named queues run one job at a time over all replicas: of two admins
 * who mute the same, the second finds the silence of the first.
 */
export async function owedSilencing(tx: Tx, order: SilencingOrder): Promise<void> {
  await tx.run(sql`
    select graphile_worker.add_job('change_silences', ${JSON.stringify(order)}::json,
      queue_name := 'alert silences', max_attempts := ${maxAttempts}::int)`)
}
