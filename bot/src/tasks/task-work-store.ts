import sql, { raw } from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'

const helpsIn = (personId: number) =>
  sql`exists (select from task_co_doer c where c.task_id = t.id and c.person_id = ${personId})`
const isOpen = raw(`status not in ('accepted', 'cancelled')`)

/** How many open orders a person has to do, and how many he gave to others. */
export function countTaskWork(db: Db, personId: number): Promise<{ orders: number; given: number }> {
  return db.one<{ orders: number; given: number }>(sql`
    select (select count(*) from task where responsible_id = ${personId} and ${isOpen}) as orders,
      (select count(*) from task
        where creator_id = ${personId} and responsible_id is distinct from ${personId} and ${isOpen}) as given`)
}

/**
 * The orders that wait for a person, the most urgent first; `total`: of how many. He owes a report or helps with it; or
 * he gave it, and it waits for his word: on a report, on another deadline, on who does it now.
 */
export async function listTasksWaitingFor(
  db: Db,
  personId: number,
  limit: number,
): Promise<{ ids: number[]; total: number }> {
  const rows = await db.many<{ id: number; total: number }>(sql`
    select id, count(*) over () as total from task t
    where (status in ('issued', 'delivered', 'acknowledged', 'returned')
        and (responsible_id = ${personId} or ${helpsIn(personId)}))
      or (creator_id = ${personId} and ${isOpen} and (status = 'reported' or responsible_id is null
        or exists (select from task_move_request r where r.task_id = t.id and r.answer is null)))
    order by deadline, id limit ${limit}`)
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}

/** What a person has to do with an open order. */
export interface TaskPart {
  taskId: number
  giverId: number
  doerId: number | null
  isDoer: boolean
  isGiver: boolean
  isCoDoer: boolean
}

/** Locks the open orders that concern a person, so that nobody passes one on meanwhile. */
export function lockTaskParts(tx: Tx, personId: number): Promise<TaskPart[]> {
  const helps = helpsIn(personId)
  return tx.many<TaskPart>(sql`
    select t.id as "taskId", t.creator_id as "giverId", t.responsible_id as "doerId",
      t.responsible_id is not distinct from ${personId} as "isDoer",
      t.creator_id = ${personId} as "isGiver", ${helps} as "isCoDoer"
    from task t
    where ${isOpen} and (t.responsible_id = ${personId} or t.creator_id = ${personId} or ${helps})
    order by t.id for update of t`)
}
