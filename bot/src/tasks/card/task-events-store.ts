import sql from 'sql-template-tag'
import type { Db } from '../../platform/postgres.ts'
import type { NewTaskEvent } from '../tasks-store.ts'

/** What was done to an order, with what is needed to tell it. */
export interface TaskEvent {
  at: Date
  kind: NewTaskEvent['kind']
  /** Null: the system. */
  actorName: string | null
  /** Whom it was given to by this. */
  doerName: string | null
  /** Who accepts it from now on, since its giver has gone. */
  giverName: string | null
  /** Who has gone and does not help any more. */
  helperName: string | null
  /** The deadline that it set, or asked for. */
  deadline: Date | null
  /** What was written with it; null: nothing. */
  said: string | null
  /** How many files came with it. */
  files: number
}

/** The history of an order, oldest first. What was said is written in the transaction of its event, at the same instant. */
export function listTaskEvents(db: Db, taskId: number): Promise<TaskEvent[]> {
  return db.many<TaskEvent>(sql`
    select e.at, e.kind, actor.name as "actorName", doer.name as "doerName",
      giver.name as "giverName", helper.name as "helperName",
      coalesce(e.details ->> 'deadline_to', e.details ->> 'wanted', e.details ->> 'deadline')::timestamptz as deadline,
      m.text as said,
      (select count(*) from task_attachment a
        where a.task_id = e.task_id and (a.message_id = m.id or (e.kind = 'issue' and a.message_id is null))) as files
    from task_event e
    left join person actor on actor.id = e.actor_id
    left join person doer
      on doer.id = coalesce((e.details ->> 'responsibleId_to')::integer, (e.details ->> 'responsibleId')::integer)
    left join person giver on giver.id = (e.details ->> 'creatorId_to')::integer
    left join person helper on helper.id = (e.details ->> 'coDoerId_from')::integer
    left join task_message m
      on m.task_id = e.task_id and m.created_at = e.at and m.author_id = e.actor_id
    where e.task_id = ${taskId} order by e.id`)
}
