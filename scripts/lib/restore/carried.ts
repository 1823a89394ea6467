import { identifier, literal } from '../postgres/statements.ts'

/**
 * What a database knows that the world knows too.
 *
 * Not of it: the claims of updates (telegram_update) that are newer than the copy. What such an update did is gone with
 * the present database. If Telegram still offers it, because it has not seen our answer, it must be handled again and
 * not be taken for done; if Telegram has seen the answer it never comes again, and nobody asks for its claim.
 */
export interface Future {
  /** When its first migration ran: copies of one database have the same. */
  lineage: string | null
  sequences: { name: string; last: number }[]
  /** Messages that wait, and the last number that one was given. */
  outbox: number[]
  outboxUpTo: number
  jobs: number[]
  jobsUpTo: number
  lastTicketEvent: number
  tables: string[]
}

const lastOf = (table: string) =>
  `coalesce((select last_value from pg_sequences
    where format('%I.%I', schemaname, sequencename) = pg_get_serial_sequence(${literal(table)}, 'id')), 0)`

export const oldFuture = `
  select json_build_object(
    'lineage', (select min(run_on)::text from public.schema_migration),
    'sequences', (select coalesce(json_agg(json_build_object('name', format('%I.%I', schemaname, sequencename),
      'last', last_value)), '[]') from pg_sequences where last_value is not null and schemaname not like 'pg\\_%'),
    'outbox', (select coalesce(json_agg(id), '[]') from public.outbox),
    'outboxUpTo', ${lastOf('public.outbox')},
    'jobs', (select coalesce(json_agg(id), '[]') from graphile_worker._private_jobs),
    'jobsUpTo', ${lastOf('graphile_worker._private_jobs')},
    'lastTicketEvent', (select coalesce(max(id), 0) from public.ticket_event),
    'tables', (select coalesce(json_agg(tablename), '[]') from pg_tables where schemaname = 'public'))`

/**
 * Statements for the new database. Numbers go on where the present one is. Of what the copy owes, the present one has
 * delivered all that it does not owe any more: a second time it would be a riddle to who gets it, and an old order to mute
 * alerts a danger. Only of the same line, for in another database the same number is another message.
 */
export function newStatements(present: Future, { sameLine }: { sameLine: boolean }): string[] {
  const sequences = present.sequences.map(
    ({ name, last }) =>
      `select setval(to_regclass(${literal(name)}), ${last}) from pg_sequences
        where format('%I.%I', schemaname, sequencename) = ${literal(name)} and coalesce(last_value, 0) < ${last};`,
  )
  if (!sameLine) return sequences
  const gone = (ids: readonly number[], upTo: number) =>
    `id <= ${upTo} and id <> all (array[${ids.join()}]::bigint[])`
  return [
    ...sequences,
    `delete from public.outbox where ${gone(present.outbox, present.outboxUpTo)};`,
    `delete from graphile_worker._private_jobs where ${gone(present.jobs, present.jobsUpTo)};`,
  ]
}

/** `rows` of the present database; `insert` puts them from the table `carried` into the new one. */
export interface CarriedTable {
  name: string
  rows: string
  insert: string
}

const kept = (
  name: string,
  rows: string,
  needs: readonly [column: string, table: string][],
): CarriedTable => {
  const there = needs.map(
    ([column, table]) => `exists (select from public.${table} where id = carried.${column})`,
  )
  return {
    name,
    rows,
    insert: `insert into public.${identifier(name)} select * from carried ${there.length > 0 ? 'where ' : ''}${there.join(' and ')} on conflict do nothing`,
  }
}

/**
 * What has happened at Telegram and does not unhappen: the cards of tickets that hang in chats, topics of groups, and
 * who has been told of what. Without these a ticket would get a second card, and people the same reminder once more.
 */
export const carriedTables: readonly CarriedTable[] = [
  {
    name: 'telegram_message',
    rows: 'select m.* from public.telegram_message m where m.ticket_id in (select ticket_id from public.ticket_event where id > :since)',
    insert: `insert into public.telegram_message select * from carried
      where exists (select from public.ticket where id = carried.ticket_id)
      on conflict (ticket_id, chat_id) do update set message_id = excluded.message_id, thread_id = excluded.thread_id`,
  },
  // of an album the first half may have been sent, and is off the entry
  {
    name: 'outbox',
    rows: 'select * from public.outbox',
    insert: `update public.outbox as o set chat_id = c.chat_id, kind = c.kind, payload = c.payload,
      attempts = c.attempts, send_after = c.send_after from carried c where c.id = o.id`,
  },
  kept('access_request_card', 'select * from public.access_request_card', [['request_id', 'access_request']]),
  kept('forum_topic', 'select * from public.forum_topic', [['category_id', 'category']]),
  kept('chat_migration', 'select * from public.chat_migration', []),
  kept('task_reminder', 'select * from public.task_reminder', [['task_id', 'task']]),
  kept('task_unreached', 'select * from public.task_unreached', [
    ['task_id', 'task'],
    ['person_id', 'person'],
  ]),
  kept('unreachable_notice', 'select * from public.unreachable_notice', [
    ['ticket_id', 'ticket'],
    ['person_id', 'person'],
  ]),
]
