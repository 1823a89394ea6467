import sql from 'sql-template-tag'
import type { Database } from '../src/platform/postgres.ts'

/** Adds copies of all tickets and orders that there are, with their histories, until there are so many times more. */
export async function multiplyLives(db: Database, times: { tickets: number; tasks: number }): Promise<void> {
  const { step } = await db.one<{ step: number }>(sql`
    select greatest((select max(id) from ticket), (select max(id) from task)) as step`)
  // counted once instead of row by row
  await db.run(sql`alter table task disable trigger count_task`)
  for (let copy = 1; copy < times.tickets; copy += 1) {
    const by = copy * step
    await db.run(sql`
      insert into ticket (id, draft_id, author_id, filed_by, category_id, place, description, urgency, status,
        assignee_id, rating, created_at, status_since) overriding system value
      select id + ${by}::int, gen_random_uuid(), author_id, filed_by, category_id, place, description, urgency, status,
        assignee_id, rating, created_at, status_since
      from ticket where id <= ${step}`)
    await db.run(sql`
      insert into ticket_event (ticket_id, at, actor_id, kind, from_status, to_status, details)
      select ticket_id + ${by}::int, at, actor_id, kind, from_status, to_status, details
      from ticket_event where ticket_id <= ${step} order by id`)
  }
  for (let copy = 1; copy < times.tasks; copy += 1) {
    const by = copy * step
    await db.run(sql`
      insert into task (id, batch_id, creator_id, responsible_id, text, importance, deadline, status, created_at,
        status_since) overriding system value
      select id + ${by}::int, batch_id, creator_id, responsible_id, text, importance, deadline, status, created_at,
        status_since
      from task where id <= ${step}`)
    await db.run(sql`
      insert into task_event (task_id, at, actor_id, kind, from_status, to_status, details)
      select task_id + ${by}::int, at, actor_id, kind, from_status, to_status, details
      from task_event where task_id <= ${step} order by id`)
  }
  await db.run(sql`alter table task enable trigger count_task`)
  await db.run(sql`update task_count c set tasks = (select count(*) from task t where t.status = c.status)`)
  await db.run(sql`analyze ticket, ticket_event, task, task_event`)
}
