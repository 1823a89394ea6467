-- Up Migration

-- finds the tickets that a person filed, and the one whose text he has just edited
create index ticket_filer on ticket (filed_by, source_message_id);

-- Down Migration

drop index ticket_filer;
