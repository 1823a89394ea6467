/** A statement that is refused, why, and how the same is come to without harm for the version before. */
export interface Case {
  refused: string
  reason: RegExp
  instead?: string
}

const stillUsed = /still uses it/
const rewritten = /table is written anew|writes the whole table anew/
const unknown = /cannot be judged/

export const expandOnly: readonly Case[] = [
  {
    refused: 'drop table ticket',
    reason: stillUsed,
    instead: "comment on table ticket is 'not used since 1.4'",
  },
  { refused: 'drop table if exists ticket cascade', reason: stillUsed },
  { refused: 'drop view kpi_ticket', reason: stillUsed },
  { refused: 'drop type reading', reason: stillUsed },
  { refused: 'drop function worked', reason: stillUsed },
  { refused: 'drop schema public', reason: stillUsed },
  { refused: 'drop index ticket_author', reason: /finds rows by it/ },
  { refused: 'drop trigger counted on ticket', reason: /would go wrong/ },
  {
    refused: 'alter table ticket drop column place',
    reason: /still reads and writes the column/,
    instead: 'alter table ticket alter column place drop not null',
  },
  {
    refused: 'alter table ticket rename to request',
    reason: /former name/,
    instead: 'create view request as select * from ticket',
  },
  {
    refused: 'alter table ticket rename column place to room',
    reason: /former name/,
    instead: 'alter table ticket add column room text',
  },
  { refused: 'alter index ticket_author rename to by_author', reason: /former name/ },
  { refused: 'alter function worked rename to worked_for', reason: /former name/ },
  { refused: 'alter table ticket set schema other', reason: unknown },
  {
    refused: 'alter table ticket alter column place set not null',
    reason: /write rows without it/,
    instead: 'alter table ticket add constraint ticket_place_check check (place is not null) not valid',
  },
  {
    refused: 'alter table ticket add column floor integer not null',
    reason: /writes rows without it/,
    instead: 'alter table ticket add column floor integer not null default 1 check (floor > 0)',
  },
  {
    refused: 'alter table ticket add column key uuid default gen_random_uuid()',
    reason: rewritten,
    instead:
      'alter table ticket add column key uuid; alter table ticket alter column key set default gen_random_uuid()',
  },
  {
    refused: 'alter table ticket add column seen timestamptz default clock_timestamp()',
    reason: rewritten,
    instead: 'alter table ticket add column seen timestamptz default now()',
  },
  { refused: 'alter table ticket add column n bigserial', reason: rewritten },
  { refused: 'alter table ticket add column n integer generated always as identity', reason: rewritten },
  {
    refused: 'alter table ticket add column short text generated always as (left(place, 9)) stored',
    reason: rewritten,
    instead: 'alter table ticket add column short text generated always as (left(place, 9)) virtual',
  },
  {
    refused: 'alter table ticket add column key text unique',
    reason: /builds an index/,
    instead: 'alter table ticket add column key text',
  },
  {
    refused: "alter table ticket add column floor integer check (place <> '')",
    reason: /columns that the version before writes/,
  },
  {
    refused: 'alter table ticket add column taken_by integer default 1 references person',
    reason: /looks up the default/,
    instead: 'alter table ticket add column taken_by integer references person',
  },
  {
    refused: 'alter table ticket add constraint ticket_place_check check (length(place) < 100)',
    reason: /reads the whole table/,
    instead: `alter table ticket drop constraint ticket_place_check;
      alter table ticket add constraint ticket_place_check check (length(place) < 100) not valid`,
  },
  {
    refused: 'alter table ticket add foreign key (place) references person',
    reason: /reads the whole table/,
    instead: 'alter table ticket add foreign key (place) references person not valid',
  },
  {
    refused: 'alter table ticket add unique (place)',
    reason: /builds an index/,
    instead: 'alter table ticket add unique using index ticket_place_key',
  },
  { refused: 'alter table ticket add primary key (place)', reason: /builds an index/ },
  {
    refused: 'alter table ticket add constraint apart exclude using gist (place with =)',
    reason: /builds an index/,
  },
  {
    refused: 'alter table ticket add constraint named not null place not valid',
    reason: /write rows without it/,
  },
  {
    refused: 'alter table ticket validate constraint a, add column x text',
    reason: /earlier change/,
    instead: 'alter table ticket validate constraint ticket_place_check',
  },
  { refused: 'alter table ticket drop constraint ticket_author_id_fkey', reason: /relied on/ },
  {
    refused: 'alter table ticket alter column place type varchar(100)',
    reason: /writes the whole table anew/,
    instead: 'alter table ticket add column place_short varchar(100)',
  },
  {
    refused: 'alter table person alter column status drop default',
    reason: /to its default/,
    instead: "alter table person alter column status set default 'invited'",
  },
  {
    refused: 'alter table ticket owner to somebody',
    reason: /only an owner may/,
    instead: 'grant select on ticket to somebody',
  },
  { refused: 'alter table ticket enable row level security', reason: /hides rows/ },
  { refused: 'alter table ticket disable trigger all', reason: unknown },
  { refused: 'alter type reading add attribute place text', reason: /functions of this type/ },
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
  { refused: 'delete from ticket where true', reason: /every row/ },
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
