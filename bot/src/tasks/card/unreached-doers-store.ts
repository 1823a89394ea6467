import sql from 'sql-template-tag'
import type { Tx } from '../../platform/postgres.ts'

/** Notes that the doer could not be reached about an order. True when that is news while it lasts. */
export async function noteUnreachedDoer(
  tx: Tx,
  { taskId, personId, since }: { taskId: number; personId: number; since: Date },
): Promise<boolean> {
  const noted = await tx.run(sql`
    insert into task_unreached (task_id, person_id, since) values (${taskId}, ${personId}, ${since})
    on conflict (task_id, person_id) do update set since = excluded.since
    where task_unreached.since <> excluded.since`)
  return noted > 0
}
