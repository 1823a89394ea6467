-- Up Migration

-- Which message of which admin's chat shows which access request, so that all of them can show who decided.
create table access_request_card (
  request_id integer not null references access_request,
  chat_id bigint not null,
  message_id bigint not null,
  primary key (request_id, chat_id)
);

create index invite_created on invite (id desc) where revoked_at is null;

-- Down Migration

drop index invite_created;
drop table access_request_card;
