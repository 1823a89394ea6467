import sql from 'sql-template-tag'
import type { Db } from '../../platform/postgres.ts'
import {
  doneStatuses,
  lineColumns,
  lineTables,
  type OpenOrDone,
  openStatuses,
  owedStatuses,
  type Page,
  type TaskLine,
} from './task-lines-store.ts'

/** Orders that were given together as one line; of a single order it is that order. */
export interface GivenLine extends TaskLine {
  batchId: number
  size: number
  accepted: number
  cancelled: number
  overdue: number
}

/** What somebody has given. Orders given together are open as long as one of them is. */
export function listGivenTasks(
  db: Db,
  creatorId: number,
  only: OpenOrDone,
  now: Date,
  { limit, offset }: Page,
): Promise<GivenLine[]> {
  const order = only === 'open' ? sql`due, "batchId"` : sql`"batchId" desc`
  // one more row than the limit tells that there is another page
  const page = sql`limit ${limit + 1} offset ${offset}`
  const batches =
    only === 'open'
      ? sql`
        select batch_id as "batchId", min(deadline) as due from task
        where creator_id = ${creatorId} and status in ${openStatuses}
        group by batch_id order by ${order} ${page}`
      : sql`
        select distinct b.batch_id as "batchId", null::timestamptz as due from task b
        where b.creator_id = ${creatorId} and b.status in ${doneStatuses} and not exists (
          select from task o
          where o.batch_id = b.batch_id and o.creator_id = ${creatorId} and o.status in ${openStatuses}
        )
        order by ${order} ${page}`
  return db.many<GivenLine>(sql`
    with given as (${batches})
    select ${lineColumns}, coalesce(given.due, t.deadline) as deadline, given."batchId",
      together.size, together.accepted, together.cancelled, together.overdue
    from given
    cross join lateral (
      select min(b.id) as id, count(*) as size, count(*) filter (where b.status = 'accepted') as accepted,
        count(*) filter (where b.status = 'cancelled') as cancelled,
        count(*) filter (where b.status in ${owedStatuses} and b.deadline <= ${now}) as overdue
      from task b where b.batch_id = given."batchId" and b.creator_id = ${creatorId}
    ) together
    join ${lineTables} on t.id = together.id
    order by ${order}`)
}
