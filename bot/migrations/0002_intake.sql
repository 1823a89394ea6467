-- Up Migration

-- Every update that was handled, claimed in the transaction that handled it.
-- Rows older than a week are pruned: Telegram keeps an update for a day.
create table telegram_update (
  update_id bigint primary key,
  received_at timestamptz not null default now(),
  -- set when the update was set aside after a programming error
  error_id text
);

create index telegram_update_received on telegram_update (received_at);

-- What people must get, queued in the transaction that owes it and sent by the worker, in order per chat.
create table outbox (
  id bigint generated always as identity primary key,
  chat_id bigint not null,
  kind text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  attempts integer not null default 0,
  send_after timestamptz
);

create index outbox_chat on outbox (chat_id, id);
create index outbox_created on outbox (created_at);

-- A group that became a supergroup has a new id; the configuration still holds the old one.
create table chat_migration (
  from_chat_id bigint primary key,
  to_chat_id bigint not null,
  migrated_at timestamptz not null default now()
);

-- Down Migration

drop table chat_migration, outbox, telegram_update;
