-- Up Migration

-- Places are written in every way: «каб.215», «215-А», «Б215». Punctuation becomes a space and a number stands apart
-- from the letters before it, so that each part can be found by its beginning.
alter table ticket drop column search;
alter table ticket add column search tsvector generated always as (
  to_tsvector(
    'russian',
    regexp_replace(regexp_replace(place, '[][(){}.,;:/\\#№"«»+*–—_-]+', ' ', 'g'), '([^0-9 ])([0-9])', '\1 \2', 'g')
      || ' ' || description || ' ' || coalesce(resolution, '')
  )
) stored;
create index ticket_search on ticket using gin (search);

-- Tickets filed for others; those of the filer himself are found by their author.
create index ticket_filed_for_others on ticket (filed_by) where filed_by <> author_id;

alter table ticket_message add column search tsvector
  generated always as (to_tsvector('russian', text)) stored;
create index ticket_message_search on ticket_message using gin (search);

-- Down Migration

alter table ticket_message drop column search;
drop index ticket_filed_for_others;
alter table ticket drop column search;
alter table ticket add column search tsvector generated always as
  (to_tsvector('russian', place || ' ' || description || ' ' || coalesce(resolution, ''))) stored;
create index ticket_search on ticket using gin (search);
