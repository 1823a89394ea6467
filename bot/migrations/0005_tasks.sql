-- Up Migration

-- whom the director allows to give orders; directors may without
alter table person add column gives_tasks boolean not null default false;

-- Orders (tasks) that were given together: one to a person each.
create table task_batch (
  id integer generated always as identity primary key,
  -- the draft it was given from: sending the same draft twice gives one batch
  draft_id uuid not null unique,
  creator_id integer not null references person,
  created_at timestamptz not null default now()
);

create table task (
  id integer generated always as identity primary key,
  batch_id integer not null references task_batch,
  -- who accepts; differs from the batch's creator after he has left
  creator_id integer not null references person,
  -- null: who was responsible has gone, and nobody took his place yet
  responsible_id integer references person,
  text text not null check (length(text) between 1 and 4000),
  importance text not null default 'normal' check (importance in ('high', 'normal')),
  deadline timestamptz not null,
  status text not null default 'issued'
    check (status in ('issued', 'delivered', 'acknowledged', 'reported', 'returned', 'accepted', 'cancelled')),
  created_at timestamptz not null default now(),
  status_since timestamptz not null default now()
);

create index task_batch_orders on task (batch_id, id);
create index task_creator on task (creator_id, id desc);
create index task_responsible on task (responsible_id, id desc);
create index task_created on task (created_at);
create index task_status on task (status, id desc);
create index task_creator_status on task (creator_id, status, id desc);
create index task_creator_batch on task (creator_id, batch_id desc);
-- lists of what is open, by deadline: their size is the number of open orders, not of all
create index task_open_responsible on task (responsible_id, deadline, id)
  where status in ('issued', 'delivered', 'acknowledged', 'returned', 'reported');
create index task_open_creator on task (creator_id, deadline, id)
  where status in ('issued', 'delivered', 'acknowledged', 'returned', 'reported');
-- what the reminders and the gauges read: its size is the number of orders that are owed, not of all
create index task_owed on task (deadline) where status in ('issued', 'delivered', 'acknowledged', 'returned');

create table task_co_doer (
  task_id integer not null references task,
  person_id integer not null references person,
  primary key (task_id, person_id)
);

create index task_co_doer_person on task_co_doer (person_id, task_id desc);

create table task_message (
  id integer generated always as identity primary key,
  task_id integer not null references task,
  author_id integer not null references person,
  kind text not null check (kind in ('comment', 'report', 'return_reason', 'move_reason', 'move_answer', 'cancel_reason')),
  text text not null,
  created_at timestamptz not null default now()
);

create index task_message_task on task_message (task_id, id);

-- A doer asks for another deadline.
create table task_move_request (
  id integer generated always as identity primary key,
  task_id integer not null references task,
  asked_by integer not null references person,
  asked_at timestamptz not null default now(),
  wanted timestamptz not null,
  reason text not null,
  -- withdrawn: a report, a new doer or a deadline moved by the giver made it idle
  answer text check (answer in ('granted', 'refused', 'withdrawn')),
  answered_by integer references person,
  answered_at timestamptz
);

create unique index task_move_request_one_open on task_move_request (task_id) where answer is null;
create index task_move_request_task on task_move_request (task_id, id);

create table task_attachment (
  id integer generated always as identity primary key,
  task_id integer not null references task,
  -- null: it belongs to the order itself; otherwise to what was written with it
  message_id integer references task_message,
  kind text not null check (kind in ('photo', 'document', 'voice', 'video', 'audio', 'video_note')),
  file_id text not null,
  file_unique_id text not null,
  added_by integer not null references person,
  created_at timestamptz not null default now()
);

create index task_attachment_task on task_attachment (task_id, id);

create table task_event (
  id bigint generated always as identity primary key,
  task_id integer not null references task,
  at timestamptz not null default now(),
  actor_id integer references person,
  kind text not null,
  from_status text,
  to_status text not null,
  -- ids, old and new values; never the text of a message
  details jsonb not null default '{}'
);

create index task_event_task on task_event (task_id, id);

-- Which reminder of which deadline was given: each at most once, whoever runs.
create table task_reminder (
  task_id integer not null references task,
  deadline timestamptz not null,
  step text not null,
  at timestamptz not null default now(),
  primary key (task_id, deadline, step)
);

-- Of which orders the giver knows that the doer does not get the bot's messages.
create table task_unreached (
  task_id integer not null references task,
  person_id integer not null references person,
  -- when the person became unreachable: a later time is another spell
  since timestamptz not null,
  primary key (task_id, person_id)
);

-- How many orders there are by status, kept by a trigger: a count of the table would grow with it.
create table task_count (
  status text primary key,
  tasks bigint not null default 0
);

insert into task_count (status)
values ('issued'), ('delivered'), ('acknowledged'), ('reported'), ('returned'), ('accepted'), ('cancelled');

create function count_task() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.status = new.status then return null; end if;
  -- all of them, in one order: two transactions that change several orders each cannot wait for each other in a ring
  perform from task_count order by status for update;
  if tg_op <> 'INSERT' then update task_count set tasks = tasks - 1 where status = old.status; end if;
  if tg_op <> 'DELETE' then update task_count set tasks = tasks + 1 where status = new.status; end if;
  return null;
end $$;

-- at the commit, so that nobody holds the counts while he does something else
create constraint trigger count_task after insert or update or delete on task
  deferrable initially deferred for each row execute function count_task();

-- Down Migration

drop table task_count, task_unreached, task_reminder, task_event, task_attachment, task_move_request, task_message, task_co_doer, task, task_batch;
drop function count_task;
alter table person drop column gives_tasks;
