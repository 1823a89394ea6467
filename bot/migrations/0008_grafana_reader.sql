-- Up Migration

create function grant_kpi_views() returns void language plpgsql as $$
declare
  name text;
begin
  execute format('grant usage on schema %I to grafana_reader', current_schema());
  for name in select viewname from pg_views where schemaname = current_schema() and viewname like 'kpi\_%' loop
    execute format('grant select on %I to grafana_reader', name);
  end loop;
end $$;

comment on function grant_kpi_views is
  'Lets grafana_reader read the views of the figures. Every migration that adds such a view ends with it.';

revoke execute on function grant_kpi_views from public;

-- Who reads the figures for the dashboards, and nothing else. It has no password here, so nobody can log in as it
-- until whoever sets up the monitoring gives it one. A role belongs to the server, not to the database: it may be there
-- already, or be made by another database at this moment.
do $$
declare
  settings constant text[] := array[
    'default_transaction_read_only=on',
    'statement_timeout=15s',
    'idle_in_transaction_session_timeout=60s',
    -- the queries are short: compiling them takes longer than running them
    'jit=off'
  ];
  setting text;
  missing text := '';
begin
  foreach setting in array settings loop
    missing := missing || format(
      'alter role grafana_reader set %I = %L; ', split_part(setting, '=', 1), split_part(setting, '=', 2));
  end loop;
  begin
    if not exists (select from pg_roles where rolname = 'grafana_reader') then
      create role grafana_reader login;
    end if;
  exception when duplicate_object or unique_violation then null;
  end;
  if exists (select from pg_roles where rolname = 'grafana_reader' and rolconfig @> settings) then
    missing := '';
  end if;
  execute missing;
  perform grant_kpi_views();
exception when insufficient_privilege then
  raise warning 'The dashboards cannot read the figures yet: this database user may not create roles. '
    'As a superuser run: create role grafana_reader login; %Then, as the owner of the tables: '
    'select grant_kpi_views();', missing;
end $$;

-- Everybody may make temporary tables unless told otherwise.
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
exception when insufficient_privilege then
  raise warning 'grafana_reader may make temporary tables. As the owner of the database run: '
    'revoke temporary on database % from public;', quote_ident(current_database());
end $$;

-- Down Migration

-- the role stays: other databases of the server may use it
drop function grant_kpi_views;
