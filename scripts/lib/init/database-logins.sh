# Read by the shell of the database's container: names each user who cannot work with the password of his secret file, and
# Grafana's when it may more than postgres/init gives it.
# Asked by its address in the network, for the image trusts whoever comes from 127.0.0.1.
# shellcheck shell=bash
address=$(hostname -i)

# login SECRET USER DATABASE
login() {
  PGPASSWORD=$(<"/run/secrets/postgres_$1_password") psql --no-psqlrc --no-password --quiet --host="${address%% *}" \
    --username="$2" --dbname="$3" --command='select 1' >/dev/null 2>&1 || printf '%s\n' "$2"
}

login superuser "${POSTGRES_USER:-postgres}" postgres
login bot "${SCHOOLBOT_USER}" "${SCHOOLBOT_DB}"
login glitchtip glitchtip glitchtip
login grafana grafana_reader "${SCHOOLBOT_DB}"
login exporter postgres_exporter "${SCHOOLBOT_DB}"
# into no database, but to where the log of changes is taken
PGPASSWORD=$(</run/secrets/postgres_archive_password) psql --no-psqlrc --no-password --quiet \
  --dbname="host=${address%% *} user=wal_archiver replication=true" --command=IDENTIFY_SYSTEM >/dev/null 2>&1 ||
  printf 'wal_archiver\n'

# whoever looks at Grafana may have changed the settings of its role; what is taken from everybody is so for each database
psql --no-psqlrc --no-align --tuples-only --quiet --username="${POSTGRES_USER:-postgres}" --dbname="${SCHOOLBOT_DB}" \
  --command="select rolname from pg_roles, (values (array['default_transaction_read_only=on', 'statement_timeout=15s',
      'idle_in_transaction_session_timeout=60s', 'jit=off', 'temp_file_limit=64MB'])) as settings (wanted)
    where rolname = 'grafana_reader' and (
    has_function_privilege(oid, 'pg_advisory_lock(bigint)', 'execute') or rolconnlimit <> 3
    or exists (select from pg_db_role_setting where setrole = pg_roles.oid and setdatabase <> 0)
    or not (coalesce(rolconfig, '{}') <@ wanted and coalesce(rolconfig, '{}') @> wanted))" 2>/dev/null || true
