#!/usr/bin/env bash
# In a job on the machine of the data (back-up.ts), with the image of its Postgres and a volume of its own: dumps the school's
# database and restores the dump for trial, where every table must have as many rows. Without that nothing is left of it.
# DATABASE and NAME say of what, and as what; PGHOST and the like where. The last line is the answer.
set -Eeuo pipefail
umask 077

place=/var/lib/postgresql
kept=5
PGPASSWORD=$(cat /run/secrets/postgres_superuser_password)
export PGPASSWORD

say() { printf 'back-up: %s\n' "$*"; }
fail() {
  say "failed: $*"
  # an answer, which no further try would change
  exit 0
}
ask() { psql --no-psqlrc --no-align --tuples-only --quiet --set=ON_ERROR_STOP=1 "$@"; }

readonly counts="
  select format('%I.%I', nspname, relname),
    (xpath('/row/rows/text()', query_to_xml(format('select count(*) as rows from %I.%I', nspname, relname), false, true, '')))[1]
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where relkind = 'r' and nspname not like 'pg\\_%' and nspname <> 'information_schema' order by 1"

cd "${place}"
clear_up() { rm -rf "${place}"/{trial,counted,tried,said} "${place}"/*.partial; }
clear_up
trap clear_up EXIT

has_schema=$(ask --dbname="${DATABASE}" --command="select to_regclass('public.schema_migration') is not null")
if [[ ${has_schema} != t ]]; then
  say 'empty'
  exit 0
fi

bytes=$(ask --dbname="${DATABASE}" --command='select pg_database_size(current_database())')
room=$(df --output=avail --block-size=1 . | tail -n 1)
((room > bytes * 2 + 128 * 1024 * 1024)) \
  || fail "its machine has $((room / 1048576)) MB left, and $((bytes * 2 / 1048576 + 128)) may be needed"

# what is counted and what is dumped are of one moment
ask --dbname="${DATABASE}" --set=counts="${counts}" <<'SQL' 2>said || fail "the dump was not made: $(head -n 1 said)"
begin isolation level repeatable read read only;
select pg_export_snapshot() as snapshot \gset
\o counted
:counts;
\o
\setenv SNAPSHOT :snapshot
\! pg_dump --format=custom --compress=zstd:3 --lock-wait-timeout=60s --snapshot="$SNAPSHOT" --dbname="$DATABASE" --file="$NAME.partial" || rm -f "$NAME.partial"
commit;
SQL
[[ -s ${NAME}.partial ]] || fail "the dump was not made: $(head -n 1 said)"

# another Postgres, which nobody else can reach
unset PGHOST PGPORT PGPASSWORD
initdb --auth=trust --username=postgres --encoding=UTF8 --no-sync --pgdata=trial >/dev/null
pg_ctl --silent --wait --pgdata=trial --log=trial/log \
  --options="-c listen_addresses='' -c unix_socket_directories=/tmp -c fsync=off -c autovacuum=off" start
export PGHOST=/tmp PGUSER=postgres
createdb --template=template0 trial
pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --dbname=trial "${NAME}.partial" 2>said \
  || fail "the dump cannot be restored: $(head -n 1 said)"
ask --dbname=trial --command="${counts}" >tried
pg_ctl --silent --mode=immediate --pgdata=trial stop
cmp --silent counted tried || fail "the dump does not hold what was counted: $(diff counted tried | tail -n 1)"

sync "${NAME}.partial"
mv "${NAME}.partial" "${NAME}"
sync .
say "done: ${NAME}, $(($(stat --format=%s "${NAME}") / 1024)) kB"
find . -maxdepth 1 -name 'schoolbot_*.dump' -printf '%f\n' | sort -r | tail -n "+$((kept + 1))" | xargs --no-run-if-empty rm --
