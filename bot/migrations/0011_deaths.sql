-- Up Migration

-- Processes of the bot that live or died without a word. Who lives holds a lock of this name; who stops takes its row away.
create table bot_life (
  id text primary key,
  began_at timestamptz not null default now(),
  died_at timestamptz
);

-- What a process was at, noted before the work and only for a while after a death: what kills every process that takes it
-- up is put aside in the end.
create table work_attempt (
  -- such as update:17, entry:5
  work text not null,
  life text not null,
  begun_at timestamptz not null default now(),
  primary key (work, life)
);

-- Down Migration

drop table work_attempt, bot_life;
