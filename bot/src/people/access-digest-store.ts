import sql from 'sql-template-tag'
import type { Tx } from '../platform/postgres.ts'

/** Notes that admins are told of the number now; false when they were told after `since`. Of several at once one may. */
export async function beginAccessDigest(
  tx: Tx,
  { now, since }: { now: Date; since: Date },
): Promise<boolean> {
  const begun = await tx.run(sql`
    insert into access_digest (told_at) values (${now})
    on conflict (single) do update set told_at = excluded.told_at where access_digest.told_at <= ${since}`)
  return begun === 1
}
