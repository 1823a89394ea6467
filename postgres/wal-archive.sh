#!/usr/bin/env bash
# Takes the log of changes from Postgres as it is written, into the volume of the archive. Ends when that cannot go on,
# and the engine starts it again: every way back begins here.
#
#   <system identifier>/wal_<moment>/   segments; a new folder after what was missed
#   <system identifier>/base/           base backups, of scripts/lib/archive
#
# A cluster that was made anew has another identifier, so its log never meets that of the one before.
set -Eeuo pipefail

PGPASSWORD=$(</run/secrets/postgres_archive_password)
export PGPASSWORD
readonly slot=wal_archiver segment_bytes=16777216
# a server that vanished without a word is noticed within a minute
readonly connection="host=postgres user=wal_archiver application_name=${slot} connect_timeout=5
  keepalives_idle=30 keepalives_interval=10 keepalives_count=3 tcp_user_timeout=60000"

ask() {
  psql --no-psqlrc --quiet --no-align --tuples-only --set=VERBOSITY=terse \
    --dbname="${connection} replication=true" --command="$1"
}

# the slot keeps from now on what was not taken yet, up to max_slot_wal_keep_size
create_slot() {
  ask "CREATE_REPLICATION_SLOT ${slot} PHYSICAL RESERVE_WAL" >/dev/null
  folder="${system}/wal_$(date --utc +%Y%m%d_%H%M%SZ)"
  echo "wal-archive: begins in ${folder}"
  mkdir "${folder}"
}

cd /var/lib/postgresql
umask 077
identified=$(ask IDENTIFY_SYSTEM)
system=${identified%%|*}
mkdir -p "${system}"
folder=$(find "${system}" -mindepth 1 -maxdepth 1 -type d -name 'wal_*' | sort | tail -n 1)

# kind|position|timeline: without a position it lost what it was to keep
state=$(ask "READ_REPLICATION_SLOT ${slot}")
case ${state} in
  physical\|?*\|*)
    # the folder was lost, and not the slot
    [[ -n ${folder} ]] || folder="${system}/wal_$(date --utc +%Y%m%d_%H%M%SZ)"
    mkdir -p "${folder}"
    ;;
  physical*)
    echo 'wal-archive: Postgres has dropped what was not taken in time; a new base backup is needed'
    ask "DROP_REPLICATION_SLOT ${slot}" >/dev/null
    create_slot
    ;;
  *) create_slot ;;
esac

# one that a full disk cut short would be refused for ever
find "${folder}" -name '*.partial' -not -size 0 -not -size "${segment_bytes}c" -print -delete

exec pg_receivewal --dbname="${connection}" --directory="${folder}" --slot="${slot}" --no-password --synchronous \
  --no-loop --verbose
