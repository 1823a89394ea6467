-- Up Migration

-- The topic of a forum in which the card is: a ticket of another category belongs in another topic.
alter table telegram_message add column thread_id bigint;

-- Whom Telegram did not let us reach about a ticket, and that this was told: once per ticket while it lasts.
create table unreachable_notice (
  ticket_id integer not null references ticket,
  person_id integer not null references person,
  part text not null check (part in ('author', 'assignee')),
  -- when the person became unreachable: a later time is another spell
  since timestamptz not null,
  primary key (ticket_id, person_id, part)
);

-- Down Migration

drop table unreachable_notice;
alter table telegram_message drop column thread_id;
