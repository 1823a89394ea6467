import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'

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

/** Whether somebody waits without a card who came after admins were last told of the number. */
export async function hasUntoldRequest(db: Db): Promise<boolean> {
  const { untold } = await db.one<{ untold: boolean }>(sql`
    select exists (
      select from access_request r where status = 'pending'
        and requested_at > (select told_at from access_digest)
        and not exists (select from access_request_card where request_id = r.id)
    ) as untold`)
  return untold
}
