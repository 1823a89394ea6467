-- Up Migration

create table person (
  id integer generated always as identity primary key,
  telegram_id bigint not null unique,
  name text not null check (length(name) between 1 and 100),
  role text not null check (role in ('staff', 'specialist', 'director', 'admin')),
  language text not null default 'ru' check (language in ('ru', 'en')),
  status text not null default 'active' check (status in ('active', 'blocked', 'left')),
  -- set when Telegram says that the person cannot be written to, cleared when he comes back
  unreachable_since timestamptz,
  created_at timestamptz not null default now()
);

create index person_active_role on person (role) where status = 'active';

create table invite (
  id integer generated always as identity primary key,
  -- only the hash is kept: who can read the database still cannot get in
  code_hash text not null unique,
  role text not null check (role in ('staff', 'specialist', 'director', 'admin')),
  created_by integer not null references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  max_uses integer not null check (max_uses between 1 and 1000),
  used integer not null default 0 check (used between 0 and max_uses),
  revoked_at timestamptz
);

create index invite_created on invite (id desc) where revoked_at is null;

create table access_request (
  id integer generated always as identity primary key,
  telegram_id bigint not null,
  name text not null,
  username text,
  language text not null default 'ru' check (language in ('ru', 'en')),
  status text not null default 'pending' check (status in ('pending', 'approved', 'refused')),
  requested_at timestamptz not null default now(),
  decided_by integer references person,
  decided_at timestamptz,
  -- what the person was let in as; null: refused, or here by another way
  role text check (role in ('staff', 'specialist', 'director', 'admin'))
);

create unique index access_request_one_pending on access_request (telegram_id) where status = 'pending';

-- Which message of which admin's chat shows which access request, so that all of them can show who decided.
create table access_request_card (
  request_id integer not null references access_request,
  chat_id bigint not null,
  message_id bigint not null,
  primary key (request_id, chat_id)
);

create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- null: the system itself (configuration, a timer)
  actor_id integer references person,
  action text not null,
  subject_kind text not null,
  subject_id integer,
  -- ids, old and new values; never the text of a message
  details jsonb not null default '{}'
);

create index audit_event_subject on audit_event (subject_kind, subject_id, id);

-- Down Migration

drop table audit_event, access_request_card, access_request, invite, person;
