import sql, { raw, type Sql } from 'sql-template-tag'
import type { Db } from '../../platform/postgres.ts'
import type { Importance, TaskStatus } from '../task.ts'

/** An order as one line of a list. */
export interface TaskLine {
  id: number
  /** The beginning of its text. */
  text: string
  importance: Importance
  deadline: Date
  status: TaskStatus
  responsibleId: number | null
  responsibleName: string | null
  creatorName: string
}

export interface Page {
  limit: number
  offset: number
}

/** Whose orders somebody sees in lists over others: those he gave; null: all. */
export type TaskScope = { creatorId: number } | null

export type OpenOrDone = 'open' | 'done'

// as constants, so that the partial indexes serve prepared statements too
export const owedStatuses = raw(`('issued', 'delivered', 'acknowledged', 'returned')`)
export const openStatuses = raw(`('issued', 'delivered', 'acknowledged', 'returned', 'reported')`)
export const doneStatuses = raw(`('accepted', 'cancelled')`)

export const lineColumns = raw(`t.id, left(t.text, 200) as text, t.importance, t.deadline, t.status,
  t.responsible_id as "responsibleId", doer.name as "responsibleName", creator.name as "creatorName"`)
export const lineTables = raw(`task t
  join person creator on creator.id = t.creator_id
  left join person doer on doer.id = t.responsible_id`)

export const within = (scope: TaskScope): Sql =>
  scope === null ? sql`true` : sql`t.creator_id = ${scope.creatorId}`

const stands = (only: OpenOrDone) =>
  only === 'open' ? sql`t.status in ${openStatuses}` : sql`t.status in ${doneStatuses}`
/** What is open by deadline, so that what is late comes first; what is done from the newest. */
const inOrder = (only: OpenOrDone) => (only === 'open' ? sql`t.deadline, t.id` : sql`t.id desc`)
/** One more row than the limit tells that there is another page. */
const onPage = ({ limit, offset }: Page) => sql`limit ${limit + 1} offset ${offset}`

/** What somebody has to do, or helps with. */
export function listMyTasks(db: Db, personId: number, only: OpenOrDone, page: Page): Promise<TaskLine[]> {
  // each half by its index, no further than the page
  const upTo = sql`limit ${page.limit + 1 + page.offset}`
  return db.many<TaskLine>(sql`
    with mine as (
      (select t.id from task t where t.responsible_id = ${personId} and ${stands(only)}
        order by ${inOrder(only)} ${upTo})
      union all
      (select t.id from task_co_doer c join task t on t.id = c.task_id
        where c.person_id = ${personId} and ${stands(only)} order by ${inOrder(only)} ${upTo})
    )
    select ${lineColumns} from ${lineTables} where t.id in (select id from mine)
    order by ${inOrder(only)} ${onPage(page)}`)
}

/** What is not reported though its time is over. */
export function listOverdueTasks(db: Db, scope: TaskScope, now: Date, page: Page): Promise<TaskLine[]> {
  return db.many<TaskLine>(sql`
    select ${lineColumns} from ${lineTables}
    where t.status in ${owedStatuses} and t.deadline <= ${now} and ${within(scope)}
    order by t.deadline, t.id ${onPage(page)}`)
}

/** The orders of one person; null: those that nobody answers for. */
export function listTasksOfPerson(
  db: Db,
  scope: TaskScope,
  personId: number | null,
  only: OpenOrDone,
  page: Page,
): Promise<TaskLine[]> {
  const isHis = personId === null ? sql`t.responsible_id is null` : sql`t.responsible_id = ${personId}`
  return db.many<TaskLine>(sql`
    select ${lineColumns} from ${lineTables}
    where ${isHis} and ${stands(only)} and ${within(scope)}
    order by ${inOrder(only)} ${onPage(page)}`)
}

export function listTasksOfStatus(
  db: Db,
  scope: TaskScope,
  status: TaskStatus,
  page: Page,
): Promise<TaskLine[]> {
  const only = status === 'accepted' || status === 'cancelled' ? 'done' : 'open'
  return db.many<TaskLine>(sql`
    select ${lineColumns} from ${lineTables}
    where t.status = ${status} and ${stands(only)} and ${within(scope)}
    order by ${inOrder(only)} ${onPage(page)}`)
}

/** The orders that were given together, those that are done last. */
export function listTasksOfBatch(db: Db, scope: TaskScope, batchId: number, page: Page): Promise<TaskLine[]> {
  return db.many<TaskLine>(sql`
    select ${lineColumns} from ${lineTables}
    where t.batch_id = ${batchId} and ${within(scope)}
    order by t.status in ${doneStatuses}, t.deadline, doer.name, t.id ${onPage(page)}`)
}
