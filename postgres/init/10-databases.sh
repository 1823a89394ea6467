#!/usr/bin/env bash
# Run once by the image, when the data folder is empty: a user for each who comes, and GlitchTip's own database.
# Nobody but the operator is a superuser.
set -Eeuo pipefail

secret() { cat "/run/secrets/postgres_$1_password"; }

# The names and passwords travel as variables of psql, which quotes them.
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER}" --dbname postgres \
  --set bot="${SCHOOLBOT_USER}" --set bot_db="${SCHOOLBOT_DB}" --set bot_password="$(secret bot)" \
  --set glitchtip_password="$(secret glitchtip)" \
  --set grafana_password="$(secret grafana)" \
  --set exporter_password="$(secret exporter)" <<'SQL'
create role :"bot" login password :'bot_password';
create database :"bot_db" owner :"bot";
revoke all on database :"bot_db" from public;

create role glitchtip login password :'glitchtip_password';
create database glitchtip owner glitchtip;
revoke all on database glitchtip from public;

-- What it may read, the migrations of the bot say: the views of the figures and nothing else.
create role grafana_reader login password :'grafana_password' connection limit 10;
alter role grafana_reader set default_transaction_read_only = on;
alter role grafana_reader set statement_timeout = '15s';
alter role grafana_reader set idle_in_transaction_session_timeout = '60s';
alter role grafana_reader set jit = off;
grant connect on database :"bot_db" to grafana_reader;

create role postgres_exporter login password :'exporter_password' connection limit 5;
grant pg_monitor to postgres_exporter;
alter role postgres_exporter set statement_timeout = '10s';
grant connect on database :"bot_db" to postgres_exporter;
SQL
