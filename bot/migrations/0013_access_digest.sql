-- Up Migration

-- When admins were last told that more people ask for access than they are shown cards of. One row, or none yet.
create table access_digest (
  single boolean primary key default true check (single),
  told_at timestamptz not null
);

-- Down Migration

drop table access_digest;
