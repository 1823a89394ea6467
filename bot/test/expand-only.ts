/** A statement that is refused, why, and how the same is come to without harm for the version before. */
export interface Case {
  refused: string
  reason: RegExp
  instead?: string
}

const stillUsed = /still uses it/
const unknown = /cannot be judged/

/** What is done to anything else than the columns of a table. */
export const otherChanges: readonly Case[] = [
  {
    refused: 'drop table ticket',
    reason: stillUsed,
    instead: "comment on table ticket is 'not used since 1.4'",
  },
  { refused: 'drop table if exists ticket cascade', reason: stillUsed },
  {
    refused: 'drop view kpi_ticket',
    reason: stillUsed,
    instead: `drop view kpi_ticket;
      create view kpi_ticket as select author_id, id as ticket_id, place from ticket`,
  },
  {
    refused: 'drop view kpi_ticket; create view kpi_ticket as select id as ticket_id from ticket',
    reason: stillUsed,
  },
  {
    refused:
      'drop view kpi_ticket cascade; create view kpi_ticket as select id as ticket_id, place from ticket',
    reason: stillUsed,
  },
  { refused: 'drop type reading', reason: stillUsed },
  { refused: 'drop function worked', reason: stillUsed },
  { refused: 'drop schema public', reason: stillUsed },
  { refused: 'drop index ticket_author', reason: /finds rows by it/ },
  { refused: 'drop trigger counted on ticket', reason: /would go wrong/ },
  {
    refused: 'create index ticket_place on ticket (place)',
    reason: /while it is built/,
    instead:
      '-- allowed: a million rows take a second, and a school has a tenth\ncreate index ticket_place on ticket (place)',
  },
  { refused: 'create unique index ticket_place on ticket (place)', reason: /may write what it forbids/ },
  {
    refused: 'create index concurrently ticket_place on ticket (place)',
    reason: /one transaction/,
    instead:
      '-- allowed: built by hand before the deploy\ncreate index if not exists ticket_place on ticket (place)',
  },
  {
    refused: 'update person set status = $$left$$',
    reason: /every row/,
    instead: "update person set status = 'left' where id = 7",
  },
  { refused: 'set session_replication_role = replica', reason: /how long the migrations wait|who they are/ },
  { refused: 'delete from ticket where true', reason: /every row/ },
  { refused: 'update ticket set place = null where 1 = 1', reason: /every row/ },
  {
    refused: 'alter table ticket add column room text; update ticket set room = place where room is null',
    reason: /every row/,
    instead: 'alter table ticket add column room text; update ticket set room = place where id = 7',
  },
  {
    refused: 'with gone as (delete from ticket returning *) insert into person (id) select id from gone',
    reason: /every row/,
    instead: 'create table old_ticket as select * from ticket',
  },
  { refused: 'merge into ticket using person on true when matched then delete', reason: /every row/ },
  {
    refused: 'truncate ticket',
    reason: /needs the rows/,
    instead: 'create table fresh (id integer); truncate fresh',
  },
  { refused: 'lock table ticket', reason: /everybody waits/ },
  { refused: 'select id from ticket for update', reason: /locks rows/, instead: 'select id from ticket' },
  { refused: 'select worked(now())', reason: unknown, instead: 'select grant_kpi_views()' },
  {
    refused: 'revoke select on ticket from grafana_reader',
    reason: /may need the right/,
    instead: 'grant select on ticket to grafana_reader',
  },
  { refused: "alter type colour add value 'blue'", reason: /version before does not know it/ },
  {
    refused: 'create trigger checked before insert on ticket for each row execute function checked()',
    reason: /refuses that/,
    instead: `create table note (id integer);
      create trigger checked before insert on note for each row execute function checked()`,
  },
  { refused: 'do $$ begin drop table ticket; end $$', reason: unknown },
  { refused: 'call tidy_up()', reason: unknown },
  { refused: 'execute something', reason: unknown },
  {
    refused: "insert into person (id, name) select 7, set_config('lock_timeout', '0', false)",
    reason: unknown,
    instead: "insert into person (id, name) select 7, lower('N')",
  },
  { refused: 'create table slow as select pg_sleep(600)', reason: unknown },
  { refused: 'insert into ticket (id, author_id) select 7, worked(now())', reason: unknown },
  {
    refused: 'alter sequence ticket_number restart',
    reason: unknown,
    instead: 'alter sequence ticket_number owned by ticket.id cache 1',
  },
  { refused: 'commit', reason: /one transaction/ },
  {
    refused: 'set lock_timeout = 0',
    reason: /how long the migrations wait/,
    instead: "set local kpi.now = '2026-11-21'",
  },
  {
    refused: 'create or replace view kpi_ticket as select id as ticket_id from ticket',
    reason: /takes away/,
    instead: 'create or replace view kpi_ticket as select id as ticket_id, place, author_id from ticket',
  },
  {
    refused:
      "create or replace function worked(since timestamptz, until timestamptz) returns double precision language sql as 'select 1.0'",
    reason: /other arguments/,
    instead:
      "create or replace function worked(since timestamptz) returns double precision language sql as 'select 2.0'",
  },
  {
    refused:
      "create or replace function worked(since timestamptz) returns integer language sql as 'select 1'",
    reason: /another result/,
    instead: "create function worked_seconds(since timestamptz) returns integer language sql as 'select 1'",
  },
  { refused: 'create policy mine on ticket', reason: unknown },
  { refused: 'reindex table ticket', reason: unknown },
  { refused: 'alter role grafana_reader login', reason: unknown },
]
