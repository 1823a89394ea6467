import type { Case } from './expand-only.ts'

const holdsAtOnce = /holds at once for what the version before writes/
const later = '-- allowed: since release 1.4 nothing else is written\n'

/** What is demanded of the rows of a table that is in use. */
export const newConstraints: readonly Case[] = [
  {
    refused: "alter table person add check (status in ('active')) not valid",
    reason: holdsAtOnce,
    instead: `${later}alter table person add check (status in ('active')) not valid`,
  },
  {
    refused: 'alter table ticket add foreign key (place) references person not valid',
    reason: holdsAtOnce,
    instead: `alter table ticket add column room_id integer;
      alter table ticket add foreign key (room_id) references person not valid`,
  },
  {
    refused: 'alter table ticket add foreign key (place) references person',
    reason: /holds at once.*reads the whole table/,
  },
  {
    refused: 'alter table ticket add constraint ticket_place_check check (length(place) < 100)',
    reason: /holds at once.*reads the whole table/,
    instead: `alter table ticket drop constraint ticket_place_check;
      alter table ticket add constraint ticket_place_check check (length(place) < 100) not valid`,
  },
  {
    refused: `alter table ticket drop constraint ticket_place_check,
      add constraint ticket_place_check check (length(place) < 100)`,
    reason: /^reads the whole table/,
    instead: `alter table ticket drop constraint ticket_place_check,
      add check (length(place) < 100) not valid`,
  },
  {
    refused: `alter table ticket drop constraint ticket_place_check,
      add constraint ticket_author_check check (author_id > 0) not valid`,
    reason: holdsAtOnce,
  },
  {
    refused:
      'alter table person drop constraint ticket_place_check; alter table ticket add constraint ticket_place_check check (length(place) < 9) not valid',
    reason: holdsAtOnce,
  },
  {
    refused:
      'alter table ticket drop constraint if exists ticket_place_check; alter table ticket add constraint ticket_place_check check (length(place) < 9) not valid',
    reason: holdsAtOnce,
  },
  {
    refused: `alter table ticket add column floor integer, add check (floor > 0 or place = '') not valid`,
    reason: holdsAtOnce,
    instead: `alter table ticket add column floor integer, add column door integer,
        add check ((floor is null) = (door is null)) not valid;
      alter table ticket add check (door > floor) not valid`,
  },
  {
    refused: 'alter table ticket add column if not exists place text, add check (place = $$a$$) not valid',
    reason: holdsAtOnce,
  },
  {
    refused: 'alter table ticket add column floor integer, add check (floor is not null) not valid',
    reason: holdsAtOnce,
  },
  { refused: 'alter table ticket add check (ticket is not null) not valid', reason: holdsAtOnce },
  { refused: 'alter table ticket add check (false) not valid', reason: holdsAtOnce },
  {
    refused: 'alter table ticket add unique (place)',
    reason: /builds an index/,
    instead: `${later}alter table ticket add unique using index ticket_place_key`,
  },
  { refused: 'alter table ticket add unique using index ticket_place_key', reason: holdsAtOnce },
  { refused: 'alter table ticket add primary key (place)', reason: /builds an index/ },
  {
    refused: 'alter table ticket add constraint apart exclude using gist (place with =)',
    reason: /builds an index/,
  },
  {
    refused: 'alter table ticket add constraint named not null place not valid',
    reason: /write rows without it/,
  },
]
