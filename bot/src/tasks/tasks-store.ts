import sql, { raw } from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import type { Importance, Task, TaskAction, TaskStatus } from './task.ts'

const columns =
  raw(`id, batch_id as "batchId", creator_id as "creatorId", responsible_id as "responsibleId", text, importance,
  deadline, status, created_at as "createdAt", status_since as "statusSince"`)

/** The id of the new batch; undefined when this draft was sent before. */
export async function insertTaskBatch(
  tx: Tx,
  batch: { draftId: string; creatorId: number; now: Date },
): Promise<number | undefined> {
  const row = await tx.maybeOne<{ id: number }>(sql`
    insert into task_batch (draft_id, creator_id, created_at) values (${batch.draftId}, ${batch.creatorId}, ${batch.now})
    on conflict (draft_id) do nothing returning id`)
  return row?.id
}

/** The orders of a draft that was sent before. */
export function listTasksOfDraft(db: Db, draftId: string): Promise<Task[]> {
  return db.many<Task>(sql`
    select ${columns} from task
    where batch_id = (select id from task_batch where draft_id = ${draftId}) order by id`)
}

export interface NewTask {
  batchId: number
  creatorId: number
  responsibleId: number
  text: string
  importance: Importance
  deadline: Date
  now: Date
}

export function insertTask(tx: Tx, task: NewTask): Promise<Task> {
  return tx.one<Task>(sql`
    insert into task (batch_id, creator_id, responsible_id, text, importance, deadline, created_at, status_since)
    values (${task.batchId}, ${task.creatorId}, ${task.responsibleId}, ${task.text}, ${task.importance},
      ${task.deadline}, ${task.now}, ${task.now})
    returning ${columns}`)
}

export function findTask(db: Db, id: number): Promise<Task | undefined> {
  return db.maybeOne<Task>(sql`select ${columns} from task where id = ${id}`)
}

/** Locks the order: of two who change it at once, the second sees what the first did. */
export function lockTask(tx: Tx, id: number): Promise<Task | undefined> {
  return tx.maybeOne<Task>(sql`select ${columns} from task where id = ${id} for update`)
}

/** What changes of an order may set. */
export type TaskChanges = Partial<Pick<Task, 'responsibleId' | 'creatorId' | 'deadline'>>

/** Writes the state of a locked order. */
export function saveTask(tx: Tx, task: Task): Promise<Task> {
  return tx.one<Task>(sql`
    update task set status = ${task.status}, status_since = ${task.statusSince}, creator_id = ${task.creatorId},
      responsible_id = ${task.responsibleId}, deadline = ${task.deadline}
    where id = ${task.id}
    returning ${columns}`)
}

export async function listCoDoerIds(db: Db, taskId: number): Promise<number[]> {
  const rows = await db.many<{ id: number }>(sql`
    select person_id as id from task_co_doer where task_id = ${taskId} order by person_id`)
  return rows.map(({ id }) => id)
}

/** How many reports have come on an order, also those that were returned. */
export async function countReports(db: Db, taskId: number): Promise<number> {
  const { reports } = await db.one<{ reports: number }>(sql`
    select count(*) as reports from task_event where task_id = ${taskId} and kind = 'report'`)
  return reports
}

export async function insertCoDoers(tx: Tx, taskId: number, personIds: readonly number[]): Promise<void> {
  await tx.run(sql`
    insert into task_co_doer (task_id, person_id) select ${taskId}, id from unnest(${personIds}::int[]) as id
    on conflict do nothing`)
}

export async function deleteCoDoer(tx: Tx, taskId: number, personId: number): Promise<void> {
  await tx.run(sql`delete from task_co_doer where task_id = ${taskId} and person_id = ${personId}`)
}

export interface NewTaskEvent {
  taskId: number
  at: Date
  /** Null: the system. */
  actorId: number | null
  kind: TaskAction | 'issue'
  fromStatus: TaskStatus | null
  toStatus: TaskStatus
  /** Ids, old and new values; never the text of a message. */
  details: Record<string, string | number | null>
}

export async function insertTaskEvent(tx: Tx, event: NewTaskEvent): Promise<void> {
  await tx.run(sql`
    insert into task_event (task_id, at, actor_id, kind, from_status, to_status, details)
    values (${event.taskId}, ${event.at}, ${event.actorId}, ${event.kind}, ${event.fromStatus}, ${event.toStatus},
      ${JSON.stringify(event.details)})`)
}
