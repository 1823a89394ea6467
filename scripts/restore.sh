#!/usr/bin/env bash
# Restores the school from a backup. See --help.
# started as `sh restore.sh`
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
# shellcheck source=scripts/lib/shell/preamble.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib/shell/preamble.sh"

print_help() {
  cat <<'HELP'
Usage: ./scripts/restore.sh [BACKUP] [OPTIONS]
       ./scripts/restore.sh --undo [DATABASE]
       ./scripts/restore.sh BACKUP --new-server --key FILE

Restores the school's database. BACKUP is a backup of backup.sh (its name or path, or `latest`), or a dump of another
hand: pg_dump -Fc, .sql, .sql.gz. Without it there is a list to choose from. It shows what will be lost and asks.

People work on while the backup is checked, restored into a new database beside the present one, counted, and brought
to the present schema. Only then the bot is stopped for seconds (Telegram keeps what people send) and the databases
exchange their names. Whatever fails before that leaves everything as it was. The present database is kept beside.

  --undo         bring back the database that the last restore replaced, or a kept one by its name
  --dry-run      check the backup, show what would be lost, and do nothing
  --yes          do not ask; without a terminal nothing is done without it
  --key FILE     the private key of age, for what is encrypted
  --only PART    schoolbot (as without it), glitchtip or grafana
  --at MOMENT    the school as it was at a moment such as '2026-11-30 14:05' (the school's time), from the archive
  --rescue       Postgres does not start: put its data aside, begin with an empty one, restore all databases
  --new-server   an empty machine with this checkout: restore settings, secrets, databases and Grafana, and start all
  --help         this text

Settings are read from .env: BACKUP_DIR, KEEP_REPLACED_DAYS. COMPOSE_FILE, COMPOSE_PROJECT_NAME and the like are
respected. Killed at any point it may be started again, and puts right what was left. Ctrl-C, SIGTERM and a connection that
breaks take back what was begun, until the bot is stopped; from then on it goes on to its end.

Exit codes: 0 done, 1 something failed, 2 wrong usage or no yes, 3 nothing to restore or to undo, 4 something needed is
missing (room, a key, a newer Postgres or bot), 5 another script is at work in this folder, 6 the backup is not what it
should be, or the bot does not work after the restore.
HELP
}

main() {
  local argument
  for argument in "$@"; do
    if [[ ${argument} == --help || ${argument} == -h ]]; then
      print_help
      return
    fi
  done
  use_node_or_image "${checkout}"
  take_ops_lock "${checkout}"
  exec node "${checkout}/scripts/lib/restore/restore.ts" "$@"
}

main "$@"
