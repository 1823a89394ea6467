-- Up Migration

-- The messages a description was put together from, so that an edit of one of them finds its words.
create table ticket_description_part (
  chat_id bigint not null,
  message_id bigint not null,
  ticket_id integer not null references ticket,
  text text not null,
  primary key (chat_id, message_id)
);

create index ticket_description_part_ticket on ticket_description_part (ticket_id, message_id);

drop index ticket_filer;
alter table ticket drop column source_message_id;
create index ticket_filer on ticket (filed_by, id desc);

-- Down Migration

drop index ticket_filer;
alter table ticket add column source_message_id bigint;
create index ticket_filer on ticket (filed_by, source_message_id);
drop table ticket_description_part;
