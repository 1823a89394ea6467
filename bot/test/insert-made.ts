import sql from 'sql-template-tag'
import type { Db } from '../src/platform/postgres.ts'
import type { MadeTask } from './made-tasks.ts'
import type { MadePerson, MadeTicket } from './made-tickets.ts'

export interface MadeSchool {
  people: readonly MadePerson[]
  tickets: readonly MadeTicket[]
  tasks: readonly MadeTask[]
}

/** Writes what was made into the tables, in bulk and with the ids it has. Nobody is told anything. */
export async function insertMade(db: Db, { people, tickets, tasks }: MadeSchool): Promise<void> {
  await db.run(sql`
    insert into person (id, telegram_id, name, role) overriding system value
    select id, 5000000 + id, name, role from jsonb_to_recordset(${JSON.stringify(people)}) as made (id int, name text, role text)`)
  await insertTickets(db, tickets)
  await insertTasks(db, tasks)
  await db.run(sql`
    select setval(pg_get_serial_sequence(name, 'id'), last)
    from (values ('person', (select max(id) from person)), ('ticket', (select max(id) from ticket)),
      ('task_batch', (select max(id) from task_batch)), ('task', (select max(id) from task))) as tables (name, last)
    where last is not null`)
  await db.run(sql`analyze ticket, ticket_event, task, task_event`)
}

async function insertTickets(db: Db, tickets: readonly MadeTicket[]): Promise<void> {
  await db.run(sql`
    insert into ticket (id, draft_id, author_id, filed_by, category_id, place, description, urgency, status,
      assignee_id, duplicate_of, rating, created_at, status_since) overriding system value
    select id, gen_random_uuid(), "authorId", "filedBy", "categoryId", place, description, urgency, status,
      "assigneeId", "duplicateOf", rating, "createdAt", "statusSince"
    from jsonb_to_recordset(${rowsOf(tickets)}) as made (id int, "authorId" int, "filedBy" int,
      "categoryId" int, place text, description text, urgency text, status text, "assigneeId" int,
      "duplicateOf" int, rating int, "createdAt" timestamptz, "statusSince" timestamptz)`)
  await db.run(sql`
    insert into ticket_event (ticket_id, at, actor_id, kind, from_status, to_status, details)
    select id, at, "actorId", kind, "from", "to", details
    from jsonb_to_recordset(${JSON.stringify(linesOf(tickets))}) as made (id int, at timestamptz, "actorId" int,
      kind text, "from" text, "to" text, details jsonb)`)
}

async function insertTasks(db: Db, tasks: readonly MadeTask[]): Promise<void> {
  const rows = rowsOf(tasks)
  await db.run(sql`
    insert into task_batch (id, draft_id, creator_id, created_at) overriding system value
    select "batchId", gen_random_uuid(), "creatorId", "createdAt"
    from jsonb_to_recordset(${rows}) as made ("batchId" int, "creatorId" int, "createdAt" timestamptz)`)
  await db.run(sql`
    insert into task (id, batch_id, creator_id, responsible_id, text, importance, deadline, status, created_at,
      status_since) overriding system value
    select id, "batchId", "creatorId", "responsibleId", text, importance, deadline, status, "createdAt", "statusSince"
    from jsonb_to_recordset(${rows}) as made (id int, "batchId" int, "creatorId" int,
      "responsibleId" int, text text, importance text, deadline timestamptz, status text, "createdAt" timestamptz,
      "statusSince" timestamptz)`)
  await db.run(sql`
    insert into task_event (task_id, at, actor_id, kind, from_status, to_status, details)
    select id, at, "actorId", kind, "from", "to", details
    from jsonb_to_recordset(${JSON.stringify(linesOf(tasks))}) as made (id int, at timestamptz, "actorId" int,
      kind text, "from" text, "to" text, details jsonb)`)
}

/** Without their histories, which are rows of their own. */
function rowsOf(lives: readonly object[]): string {
  return JSON.stringify(lives, (key, value: unknown) => (key === 'events' ? undefined : value))
}

/** All lines of all histories, in the order in which they were written. */
function linesOf(lives: readonly { id: number; events: readonly { at: Date }[] }[]) {
  return lives
    .flatMap(({ id, events }) => events.map((event) => ({ id, ...event })))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}
