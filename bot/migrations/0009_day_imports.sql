-- Up Migration

-- Files of days of the school calendar that were read and wait for a yes: one of each admin, the last he sent.
create table day_import (
  person_id integer primary key references person,
  -- of this file: the buttons under its question have it too
  import_id text not null check (import_id ~ '^[0-9a-f]{8}$'),
  file_name text not null check (length(file_name) between 1 and 200),
  -- ranges of days and what they are to be, as the bot read them (day-change.ts)
  changes jsonb not null,
  -- fingerprint of the calendar for which the question was asked
  seen text not null,
  created_at timestamptz not null default now()
);

-- Down Migration

drop table day_import;
