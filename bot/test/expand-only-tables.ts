import type { Case } from './expand-only.ts'

const rewritten = /table is written anew|writes the whole table anew/
const unknown = /cannot be judged/

/** What is done to a table that is in use. */
export const changesOfTables: readonly Case[] = [
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
    instead:
      '-- allowed: since release 1.4 nothing else is written\nalter table ticket alter column place set not null',
  },
  {
    refused: 'alter table ticket add column floor integer not null',
    reason: /writes rows without it/,
    instead: 'alter table ticket add column floor integer not null default 1 check (floor > 0)',
  },
  {
    refused: 'alter table ticket add column floor integer not null default null',
    reason: /writes rows without it/,
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
  {
    refused: 'create domain floor as integer check (value > 0); alter table ticket add column floor floor',
    reason: rewritten,
    instead: 'create domain floor as integer; alter table ticket add column floor floor check (floor > 0)',
  },
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
    refused: 'alter table ticket add column floor integer check (floor is not null and floor > 0)',
    reason: /writes rows without it/,
    instead: 'alter table ticket add column floor integer check (floor > 0)',
  },
  {
    refused: 'alter table ticket add column taken_by integer default 1 references person',
    reason: /looks up the default/,
    instead: 'alter table ticket add column taken_by integer references person',
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
]
