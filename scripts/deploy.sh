#!/usr/bin/env bash
# Puts a new version into service while people work, or an older one again. See --help.
# started as `sh deploy.sh`
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
# shellcheck source=scripts/lib/shell/preamble.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib/shell/preamble.sh"

print_help() {
  cat <<'HELP'
Usage: ./scripts/deploy.sh prod|staging [--services [NAME...]] [--allow-contract]
       ./scripts/deploy.sh prod|staging --check | --dry-run
       ./scripts/deploy.sh rollback [RELEASE] [--dry-run] [--allow-contract]
       ./scripts/deploy.sh history [--json]
       ./scripts/deploy.sh status [--json]

Puts the version of this checkout, or that of BOT_IMAGE and BOT_VERSION, into service without a message lost: looks whether
anything stands in the way, builds or fetches the image, tests it (RUN_TESTS), makes a backup and restores it for trial
(BACKUP_BEFORE_DEPLOY), runs the migrations, lets services read their changed files, exchanges the replicas one at a time,
and watches the new ones for DEPLOY_WATCH_SECONDS. Whatever fails: the version before is in service. Ctrl-C takes back what
was begun; after a kill or a cut of the power the same command goes on. Telegram and Grafana are told.

  prod, staging     ENVIRONMENT of this folder's .env, so that nobody takes one for the other
  --check           only looks whether anything stands in the way
  --dry-run         looks, says what would be done, and does nothing
  --services        also takes up newer settings and images of the other services, or of those named, one by one; one that
                    is not well, or with which the bot is not, goes back, and the new version of the bot stays
  --allow-contract  runs migrations that the version in service cannot live with, or goes back over such
  rollback          brings the release before the present one back, or the one named; the schema stays as it is
  history           what was deployed, and what became of it; --json for programs
  status            what runs, and whether it is what was deployed; --json for programs
  --help            this text

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 nothing to do, 4 something stands in the way, 5 another script is at work
in this folder, 6 what runs is not what was deployed, 7 it failed and the version before, or the service as it was,
is in service.
HELP
}

main() {
  local argument looks='' node_program=node
  for argument in "$@"; do
    case ${argument} in
      --help | -h)
        print_help
        return
        ;;
      --check | --dry-run | history | status) looks=yes ;;
      *) ;;
    esac
  done
  if [[ -n ${looks} ]]; then
    find_node_for_a_look "${checkout}"
  else
    use_node_or_image "${checkout}"
    take_ops_lock "${checkout}"
  fi
  exec "${node_program}" "${checkout}/scripts/lib/deploy/deploy.ts" "$@"
}

main "$@"
