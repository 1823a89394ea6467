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

# A new thread. The folder comes first: were the slot there alone, the next start would go on in the old folder.
begin_folder() {
  folder="${system}/wal_$(date --utc +%Y%m%d_%H%M%SZ)"
  echo "wal-archive: begins in ${folder}"
  mkdir -p "${folder}"
}

# it keeps from now on what was not taken yet, up to max_slot_wal_keep_size
create_slot() {
  begin_folder
  [[ $# -eq 0 ]] || ask "DROP_REPLICATION_SLOT $1" >/dev/null
  ask "CREATE_REPLICATION_SLOT ${slot} PHYSICAL RESERVE_WAL" >/dev/null
}

# The number of the segment in which the receiver would go on in this folder, or nothing in an empty one.
goes_on_at() {
  local newest name whole=1
  newest=$(find "$1" -maxdepth 1 -type f -printf '%f\n' | grep -E '^[0-9A-F]{24}(\.gz|\.partial)?$' | sort | tail -n 1) || return 0
  name=${newest%%.*}
  [[ ${newest} != *.partial ]] || whole=0
  printf '%d' "$((16#${name:8:8} * 256 + 16#${name:16:8} + whole))"
}

cd /var/lib/postgresql
umask 077
identified=$(ask IDENTIFY_SYSTEM)
system=${identified%%|*}
mkdir -p "${system}"
folder=$(find "${system}" -mindepth 1 -maxdepth 1 -type d -name 'wal_*' | sort | tail -n 1)

# kind|position|timeline: without a position it lost what it was to keep
state=$(ask "READ_REPLICATION_SLOT ${slot}")
IFS='|' read -r kind position _ <<<"${state}"
if [[ ${kind} != physical ]]; then
  create_slot
elif [[ -z ${position} ]]; then
  echo 'wal-archive: Postgres has dropped what was not taken in time; a new base backup is needed'
  create_slot "${slot}"
elif [[ -z ${folder} ]]; then
  begin_folder
else
  # files that the slot counts on may be gone, and the receiver would ask for them for ever
  next=$(goes_on_at "${folder}")
  kept_from=$((16#${position%/*} * 256 + (16#${position#*/} >> 24)))
  if [[ -n ${next} && ${next} -lt ${kept_from} ]]; then begin_folder; fi
fi

# one that a full disk cut short would be refused for ever
find "${folder}" -name '*.partial' -not -size 0 -not -size "${segment_bytes}c" -print -delete

exec pg_receivewal --dbname="${connection}" --directory="${folder}" --slot="${slot}" --no-password --synchronous \
  --no-loop --verbose
