import sql, { raw } from 'sql-template-tag'
import type { Db, Tx } from '../../platform/postgres.ts'
import type { RemindedTask, ReminderStep } from './reminder.ts'

// the statuses as the partial index task_owed has them: written out, or it is not used
const owed = raw(`t.status in ('issued', 'delivered', 'acknowledged', 'returned')`)

const columns = raw(`t.id as "taskId", t.status, t.deadline,
  greatest(t.created_at, (
    select max(e.at) from task_event e
    where e.task_id = t.id and (e.kind = 'return' or e.details ?| array['deadline_to', 'responsibleId_to'])
  )) as since,
  exists (select from person p where p.id = t.responsible_id and p.status = 'active') as "hasDoer",
  exists (
    select from person giver join person director on director.id <> giver.id
    where giver.id = t.creator_id and giver.status = 'active'
      and director.role = 'director' and director.status = 'active'
  ) as "hasOtherDirectors",
  array(select r.step from task_reminder r where r.task_id = t.id and r.deadline = t.deadline) as given`)

export interface RemindedPage {
  /** Deadlines up to this. */
  until: Date
  /** The last order of the page before. */
  after: Pick<RemindedTask, 'deadline' | 'taskId'> | undefined
  limit: number
}

/** Orders that are owed and whose deadlines are near or past, oldest deadline first. */
export function listRemindedTasks(db: Db, { until, after, limit }: RemindedPage): Promise<RemindedTask[]> {
  return db.many<RemindedTask>(sql`
    select ${columns} from task t
    where ${owed} and t.deadline <= ${until}
      and (t.deadline, t.id) > (${after?.deadline ?? new Date(0)}, ${after?.taskId ?? 0})
    order by t.deadline, t.id limit ${limit}`)
}

/** Undefined when nobody owes it any more. */
export function findRemindedTask(db: Db, taskId: number): Promise<RemindedTask | undefined> {
  return db.maybeOne<RemindedTask>(sql`select ${columns} from task t where ${owed} and t.id = ${taskId}`)
}

/** False when it was taken before. */
export async function insertReminder(
  tx: Tx,
  { taskId, deadline }: Pick<RemindedTask, 'taskId' | 'deadline'>,
  step: ReminderStep,
  now: Date,
): Promise<boolean> {
  const inserted = await tx.run(sql`
    insert into task_reminder (task_id, deadline, step, at) values (${taskId}, ${deadline}, ${step}, ${now})
    on conflict do nothing`)
  return inserted > 0
}
