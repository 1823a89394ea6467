-- Up Migration

-- allowed: the version before has all of this through its owner's rights, and the role of the dashboards needs none of it
-- Whoever may look at Grafana may send any SQL as grafana_reader, and settings such as statement_timeout are his to
-- change. So what acts is taken from everybody in this database, and the owner keeps it: locks that the bot waits for, the
-- job queue's signals, writing into large objects and into the log of changes, ending sessions, and loops in PL/pgSQL.
-- What he may use up is bounded by what only a superuser sets. What is left, the bot bounds: it ends a long transaction of
-- his, as a member of his role. Bytes for bytes the same as bot/migrations/0012_reader_fence.sql: the owner of the database
-- may seldom do this, so postgres/init, a deploy and a restore do it as superuser, as often as they like.
do $$
declare
  acts constant text :=
    '^(pg_(try_)?advisory_.*|lo_.*|loread|lowrite|pg_notify|pg_logical_emit_message|pg_export_snapshot|pg_(cancel|terminate)_backend)$';
  -- of one session; Grafana has two
  bounds constant text[] := array['temp_file_limit=64MB'];
  is_superuser constant boolean := (select rolsuper from pg_roles where rolname = current_user);
  -- who works in this database
  owners constant name[] := array(
    select pg_get_userbyid(datdba) from pg_database where datname = current_database()
    union select pg_get_userbyid(relowner) from pg_class where relnamespace = 'public'::regnamespace);
  bots constant name[] := case when is_superuser then owners else array[current_user] end;
  bot name;
  taken text;
  bound text;
  left_open text[] := '{}';
begin
  for taken in
    select format('function %s', oid::regprocedure) from pg_proc
    where pronamespace = 'pg_catalog'::regnamespace and proname ~ acts and prokind = 'f'
      and has_function_privilege('public', oid, 'execute') and pg_has_role(proowner, 'usage')
    union all
    select format('language %I', lanname) from pg_language
    where lanname = 'plpgsql' and has_language_privilege('public', oid, 'usage') and pg_has_role(lanowner, 'usage')
  loop
    foreach bot in array bots loop execute format('grant all on %s to %I', taken, bot); end loop;
    execute format('revoke all on %s from public', taken);
  end loop;

  if not exists (select from pg_roles where rolname = 'grafana_reader') then return; end if;
  -- a role belongs to the server: another database may be at it, and what came of it is looked at below
  begin
    if not exists (select from pg_roles where rolname = 'grafana_reader' and rolconnlimit between 1 and 3) then
      alter role grafana_reader connection limit 3;
    end if;
    foreach bot in array bots loop
      if not pg_has_role(bot, 'grafana_reader', 'usage') then
        execute format('grant grafana_reader to %I with inherit true, set false', bot);
      end if;
    end loop;
    foreach bound in array bounds loop
      if not exists (select from pg_roles where rolname = 'grafana_reader' and rolconfig @> array[bound]) then
        execute format(
          'alter role grafana_reader set %I = %L', split_part(bound, '=', 1), split_part(bound, '=', 2));
      end if;
    end loop;
  exception when insufficient_privilege or internal_error or unique_violation then null;
  end;

  if exists (
    select from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname ~ acts
      and has_function_privilege('grafana_reader', oid, 'execute')
  ) then left_open := left_open || 'hold locks that people wait for, and write'::text; end if;
  if has_language_privilege('grafana_reader', 'plpgsql', 'usage') then
    left_open := left_open || 'run loops'::text;
  end if;
  if not exists (select from pg_roles where rolname = 'grafana_reader' and rolconfig @> bounds) then
    left_open := left_open || 'fill the disk with temporary files'::text;
  end if;
  if not exists (select from pg_roles where rolname = 'grafana_reader' and rolconnlimit between 1 and 3) then
    left_open := left_open || 'open connections without a limit'::text;
  end if;
  if not exists (select from unnest(bots) as one where pg_has_role(one, 'grafana_reader', 'usage')) then
    left_open := left_open || 'keep a transaction open for ever'::text;
  end if;
  if left_open <> '{}' then
    raise warning 'Whoever may look at Grafana can %, as grafana_reader: this database user may not prevent it. '
      'Run ./scripts/init_monitoring.sh, or where Postgres is elsewhere, as a superuser, '
      'postgres/init/20-reader-fence.sql in this database.', array_to_string(left_open, '; ');
  end if;
end $$;

-- Down Migration

-- what everybody had is not given back: other releases need none of it
select 1;
