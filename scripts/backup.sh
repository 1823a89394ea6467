#!/usr/bin/env bash
# Backs up a school's data, and proves that they can be restored. See --help.
# started as `sh backup.sh`
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
# shellcheck source=scripts/lib/shell/preamble.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib/shell/preamble.sh"

print_help() {
  cat <<'HELP'
Usage: ./scripts/backup.sh [--only PART] [--drill] [--dry-run]
       ./scripts/backup.sh --verify [NAME|latest] [--key FILE]
       ./scripts/backup.sh --list [--json]
       ./scripts/backup.sh --schedule [install [--at 02:00] [--drill-day sunday] | remove]
       ./scripts/backup.sh --pin NAME [REASON...] | --unpin NAME
       ./scripts/backup.sh --fetch [COPY]

Makes a backup in backups/ while people work: the school's database, GlitchTip's, the accounts of Grafana, and
.env with secrets/ where BACKUP_AGE_RECIPIENT in .env says for whom to seal them. It gets its name when it is whole and
on the disk. Then the too old ones are deleted (KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS), all is copied to
BACKUP_RESTIC_REPOSITORY where there is one, and the monitoring and Telegram are told. Without a terminal it prints
nothing but what went wrong.

  --only PART     schoolbot, glitchtip, grafana or settings
  --drill         restores the new backup for trial before it counts: once a week
  --dry-run       says what would be made and deleted, and does nothing
  --verify NAME   restores one for trial, into a Postgres of its own, and compares it with what was counted
  --key FILE      the private key, for one that is sealed as a whole
  --list          what is there: age, size, what it holds, whether it was verified, sealed, pinned; --json for programs
  --schedule      shows, installs or removes the timers: systemd's where there is systemd, else lines of crontab
  --pin NAME      keeps one from being deleted; --unpin lets it go
  --fetch         brings the backups of the newest copy, or of another one, back from BACKUP_RESTIC_REPOSITORY
  --scheduled     what the timers say: waits up to an hour for another script to end
  --help          this text

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 nothing there, 4 something needed is missing, 5 another script is at
work in this folder, 6 the backup is not good.
HELP
}

main() {
  local argument scheduled='' looks='' node_program=node
  for argument in "$@"; do
    case ${argument} in
      --help | -h)
        print_help
        return
        ;;
      --scheduled) scheduled=yes ;;
      --list | --dry-run | --schedule) looks=yes ;;
      *) ;;
    esac
  done
  if [[ -n ${looks} ]]; then
    find_node_for_a_look "${checkout}"
  else
    use_node_or_image "${checkout}"
    if [[ -z ${scheduled} ]]; then
      take_ops_lock "${checkout}"
    elif ! try_ops_lock "${checkout}" 3600; then
      # nobody sees the end of a timer: it is told as any failure is
      exec node "${checkout}/scripts/lib/backup/backup.ts" --kept-out "${ops_lock_holder}"
    fi
  fi
  exec "${node_program}" "${checkout}/scripts/lib/backup/backup.ts" "$@"
}

main "$@"
