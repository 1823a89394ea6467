-- Up Migration

-- who resolves a ticket asks for its duplicates: there are few
create index ticket_duplicate on ticket (duplicate_of) where duplicate_of is not null;

-- Down Migration

drop index ticket_duplicate;
