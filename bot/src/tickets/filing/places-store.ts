import sql from 'sql-template-tag'
import type { Db } from '../../platform/postgres.ts'

/** Places to offer: those of the person's last tickets, then those of the school's, the newest first. */
export async function listRecentPlaces(db: Db, personId: number, limit: number): Promise<string[]> {
  const rows = await db.many<{ place: string }>(sql`
    with recent as (
      (select true as own, id, place from ticket where author_id = ${personId} order by id desc limit 30)
      union all
      (select false as own, id, place from ticket order by id desc limit 100)
    )
    select place from recent group by place
    order by max(id) filter (where own) desc nulls last, max(id) desc limit ${limit}`)
  return rows.map(({ place }) => place)
}
