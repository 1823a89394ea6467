import sql from 'sql-template-tag'
import type { Db } from '../../platform/postgres.ts'
import { type TaskStatus, taskStatuses } from '../task.ts'
import { openStatuses, owedStatuses, type Page, type TaskScope, within } from './task-lines-store.ts'

export interface TaskCounts {
  /** Open ones that somebody has to do, or helps with. */
  mine: number
  /** Open ones that he gave. */
  given: number
  /** Late ones among those that he may oversee. */
  overdue: number
  /** Whether he ever gave one. */
  hasGiven: boolean
}

export function countTasks(
  db: Db,
  { personId, scope, now }: { personId: number; scope: TaskScope; now: Date },
): Promise<TaskCounts> {
  return db.one<TaskCounts>(sql`
    select
      (select count(*) from task t where t.responsible_id = ${personId} and t.status in ${openStatuses})
        + (select count(*) from task_co_doer c join task t on t.id = c.task_id
           where c.person_id = ${personId} and t.status in ${openStatuses}) as mine,
      (select count(*) from task t where t.creator_id = ${personId} and t.status in ${openStatuses}) as given,
      (select count(*) from task t
        where t.status in ${owedStatuses} and t.deadline <= ${now} and ${within(scope)}) as overdue,
      exists (select from task t where t.creator_id = ${personId}) as "hasGiven"`)
}

export interface PersonLoad {
  /** Null: orders that nobody answers for. */
  personId: number | null
  name: string | null
  open: number
  overdue: number
}

/** Who has open orders, those who are late most first; one more than the limit tells that there is another page. */
export function listLoads(db: Db, scope: TaskScope, now: Date, page: Page): Promise<PersonLoad[]> {
  return db.many<PersonLoad>(sql`
    with load as (
      select t.responsible_id, count(*) as open,
        count(*) filter (where t.status in ${owedStatuses} and t.deadline <= ${now}) as overdue
      from task t where t.status in ${openStatuses} and ${within(scope)}
      group by t.responsible_id
    )
    select l.responsible_id as "personId", p.name, l.open, l.overdue
    from load l left join person p on p.id = l.responsible_id
    order by l.overdue desc, l.open desc, p.name, l.responsible_id
    limit ${page.limit + 1} offset ${page.offset}`)
}

/** How many orders there are in each state. Of all of them the database keeps count itself. */
export async function countByStatus(db: Db, scope: TaskScope): Promise<Map<TaskStatus, number>> {
  const rows = await db.many<{ status: TaskStatus; tasks: number }>(
    scope === null
      ? sql`select status, tasks from task_count`
      : sql`select t.status, count(*) as tasks from task t where t.creator_id = ${scope.creatorId} group by t.status`,
  )
  const counted = new Map(rows.map(({ status, tasks }) => [status, tasks]))
  return new Map(taskStatuses.map((status) => [status, counted.get(status) ?? 0]))
}

/** The name of somebody who does orders that may be seen; of anybody else nothing is told. */
export async function findDoerName(db: Db, scope: TaskScope, personId: number): Promise<string | undefined> {
  const row = await db.maybeOne<{ name: string }>(sql`
    select p.name from person p
    where p.id = ${personId} and exists (select from task t where t.responsible_id = p.id and ${within(scope)})`)
  return row?.name
}
