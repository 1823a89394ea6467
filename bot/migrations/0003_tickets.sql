-- Up Migration

create table category (
  id integer generated always as identity primary key,
  name_ru text not null check (length(name_ru) between 1 and 60),
  name_en text not null check (length(name_en) between 1 and 60),
  emoji text not null default '📌',
  position integer not null,
  archived_at timestamptz
);

insert into category (position, emoji, name_ru, name_en) values
  (1, '💻', 'Компьютеры и сеть', 'Computers and network'),
  (2, '🖨', 'Принтеры', 'Printers'),
  (3, '💡', 'Электрика', 'Electricity'),
  (4, '🚰', 'Сантехника', 'Plumbing'),
  (5, '🪑', 'Мебель', 'Furniture'),
  (6, '🧹', 'Уборка', 'Cleaning'),
  (7, '📌', 'Другое', 'Other');

create table ticket (
  id integer generated always as identity primary key,
  -- the draft it was filed from: filing the same draft twice gives one ticket
  draft_id uuid not null unique,
  author_id integer not null references person,
  -- differs from the author when somebody filed on his behalf
  filed_by integer not null references person,
  category_id integer not null references category,
  place text not null check (length(place) between 1 and 100),
  -- empty when the files say it all
  description text not null,
  urgency text not null check (urgency in ('critical', 'high', 'normal', 'low')),
  status text not null default 'new'
    check (status in ('new', 'in_progress', 'waiting_for_author', 'resolved', 'closed', 'cancelled')),
  assignee_id integer references person,
  resolution text,
  duplicate_of integer references ticket check (duplicate_of <> id),
  rating integer check (rating between 1 and 5),
  created_at timestamptz not null default now(),
  -- when the status last changed; reminders and the reopening window count from here
  status_since timestamptz not null default now(),
  -- Places are written in every way: «каб.215», «215-А», «Б215». Punctuation becomes a space and a number stands apart
  -- from the letters before it, so that each part can be found by its beginning.
  search tsvector generated always as (
    to_tsvector(
      'russian',
      regexp_replace(regexp_replace(place, '[][(){}.,;:/\\#№"«»+*–—_-]+', ' ', 'g'), '([^0-9 ])([0-9])', '\1 \2', 'g')
        || ' ' || description || ' ' || coalesce(resolution, '')
    )
  ) stored,
  check (status <> 'in_progress' or assignee_id is not null)
);

create index ticket_author on ticket (author_id, id desc);
-- tickets filed for others; those of the filer himself are found by their author
create index ticket_filed_for_others on ticket (filed_by, id desc) where filed_by <> author_id;
-- who resolves a ticket asks for its duplicates: there are few
create index ticket_duplicate on ticket (duplicate_of) where duplicate_of is not null;
create index ticket_assignee on ticket (assignee_id) where status in ('in_progress', 'waiting_for_author', 'resolved');
-- what the queue and the gauges read: its size is the number of open tickets, not of all
create index ticket_open on ticket (status, category_id)
  where status in ('new', 'in_progress', 'waiting_for_author', 'resolved');
create index ticket_search on ticket using gin (search);
create index ticket_created on ticket (created_at);

-- The messages a description was put together from, so that an edit of one of them finds its words.
create table ticket_description_part (
  chat_id bigint not null,
  message_id bigint not null,
  ticket_id integer not null references ticket,
  text text not null,
  primary key (chat_id, message_id)
);

create index ticket_description_part_ticket on ticket_description_part (ticket_id, message_id);

create table ticket_message (
  id integer generated always as identity primary key,
  ticket_id integer not null references ticket,
  author_id integer not null references person,
  kind text not null check (kind in ('comment', 'question', 'answer', 'note', 'resolution', 'return_reason')),
  text text not null,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  -- where the text was typed, so that an edit of it finds this row
  source_chat_id bigint,
  source_message_id bigint,
  search tsvector generated always as (to_tsvector('russian', text)) stored
);

create index ticket_message_search on ticket_message using gin (search);
create index ticket_message_ticket on ticket_message (ticket_id, id);
create unique index ticket_message_source on ticket_message (source_chat_id, source_message_id);

create table ticket_attachment (
  id integer generated always as identity primary key,
  ticket_id integer not null references ticket,
  kind text not null check (kind in ('photo', 'document', 'voice', 'video', 'audio', 'video_note')),
  file_id text not null,
  file_unique_id text not null,
  added_by integer not null references person,
  created_at timestamptz not null default now(),
  unique (ticket_id, file_unique_id)
);

create table ticket_event (
  id bigint generated always as identity primary key,
  ticket_id integer not null references ticket,
  at timestamptz not null default now(),
  actor_id integer references person,
  kind text not null,
  from_status text,
  to_status text not null,
  -- ids, old and new values; never the text of a message
  details jsonb not null default '{}'
);

create index ticket_event_ticket on ticket_event (ticket_id, id);

-- Which message of which chat is the card of which ticket.
create table telegram_message (
  ticket_id integer not null references ticket,
  chat_id bigint not null,
  message_id bigint not null,
  -- the topic of a forum the card is in: a ticket of another category belongs in another topic
  thread_id bigint,
  primary key (ticket_id, chat_id)
);

create index telegram_message_place on telegram_message (chat_id, message_id);

-- Whom Telegram did not let us reach about a ticket, and that this was told: once per ticket while it lasts.
create table unreachable_notice (
  ticket_id integer not null references ticket,
  person_id integer not null references person,
  part text not null check (part in ('author', 'assignee')),
  -- when the person became unreachable: a later time is another spell
  since timestamptz not null,
  primary key (ticket_id, person_id, part)
);

-- A forum group has a topic per category.
create table forum_topic (
  chat_id bigint not null,
  category_id integer not null references category,
  thread_id bigint not null,
  primary key (chat_id, category_id)
);

-- Down Migration

drop table forum_topic, unreachable_notice, telegram_message, ticket_event, ticket_attachment, ticket_message,
  ticket_description_part, ticket, category;
