#!/usr/bin/env bash
# A user for each who comes, with the password that its secret says, and GlitchTip's own database. Run by the image when
# the data folder is empty, and by init_monitoring.sh when something of it is not so: it brings what is missing and
# changes what is different, as often as it is run. Nobody but the operator is a superuser.
set -Eeuo pipefail

# Passwords are read by psql itself, so that no list of processes shows them; it quotes them, and names too.
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set VERBOSITY=terse \
  --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  --set bot="${SCHOOLBOT_USER}" --set bot_db="${SCHOOLBOT_DB}" <<'SQL'
-- a run that was broken off may still be at it
select pg_advisory_lock(hashtext('10-databases.sh')) as locked
\gset
\set superuser_password `cat /run/secrets/postgres_superuser_password`
\set bot_password `cat /run/secrets/postgres_bot_password`
\set glitchtip_password `cat /run/secrets/postgres_glitchtip_password`
\set grafana_password `cat /run/secrets/postgres_grafana_password`
\set exporter_password `cat /run/secrets/postgres_exporter_password`
\set archive_password `cat /run/secrets/postgres_archive_password`

select format('create role %I', wanted)
  from unnest(array[:'bot', 'glitchtip', 'grafana_reader', 'postgres_exporter', 'wal_archiver']) as wanted
  where not exists (select from pg_roles where rolname = wanted)
\gexec
select format('create database %I', wanted)
  from unnest(array[:'bot_db', 'glitchtip']) as wanted
  where not exists (select from pg_database where datname = wanted)
\gexec

alter role current_user password :'superuser_password';

alter role :"bot" login nosuperuser nocreatedb nocreaterole password :'bot_password';
alter database :"bot_db" owner to :"bot";
revoke all on database :"bot_db" from public;

alter role glitchtip login nosuperuser nocreatedb nocreaterole password :'glitchtip_password';
alter database glitchtip owner to glitchtip;
revoke all on database glitchtip from public;

-- What it may read, the migrations of the bot say: the views of the figures and nothing else.
-- A role may change settings of its own, and its password: what it has made of them goes.
alter role grafana_reader reset all;
alter role grafana_reader in database :"bot_db" reset all;
alter role grafana_reader login nosuperuser nocreatedb nocreaterole connection limit 3 password :'grafana_password';
alter role grafana_reader set default_transaction_read_only = on;
alter role grafana_reader set statement_timeout = '15s';
alter role grafana_reader set idle_in_transaction_session_timeout = '60s';
alter role grafana_reader set jit = off;
grant connect on database :"bot_db" to grafana_reader;

alter role postgres_exporter login nosuperuser nocreatedb nocreaterole connection limit 5 password :'exporter_password';
grant pg_monitor to postgres_exporter;
alter role postgres_exporter set statement_timeout = '10s';
grant connect on database :"bot_db" to postgres_exporter;

-- It takes the log of changes, and pg_hba.conf lets it into no database.
alter role wal_archiver login replication nosuperuser nocreatedb nocreaterole password :'archive_password';

-- Nobody but the operator has anything to do here.
revoke all on database postgres, template1 from public;
SQL

# what Grafana's user may not, and how much he may use up
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set VERBOSITY=terse --username "${POSTGRES_USER:-postgres}" \
  --dbname "${SCHOOLBOT_DB}" --file "$(dirname -- "${BASH_SOURCE[0]}")/20-reader-fence.sql"
