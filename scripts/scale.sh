#!/usr/bin/env bash
# Gives the bot more or fewer replicas. See --help.
# started as `sh scale.sh`
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
# shellcheck source=scripts/lib/shell/preamble.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib/shell/preamble.sh"

print_help() {
  cat <<'HELP'
Usage: ./scripts/scale.sh N [--dry-run]
       ./scripts/scale.sh --status [--json]

Brings the bot to N replicas, one at a time: a new one gets updates once it is healthy, one that goes gets none any more,
ends what it has begun, and is stopped. No update is lost or done twice. N is kept as BOT_REPLICAS in .env, for the next
deploy and for `docker compose up -d`, and told to the monitoring. Replicas that have fallen ill are exchanged.

  --dry-run   say what would be done, or what stands in the way, and do nothing
  --status    the replicas: version, image, health, age, who takes updates in; exit code 6 when not all is as expected
  --json      the same for programs
  --help      this text

With polling (TELEGRAM_MODE) one replica takes updates in, and the others stand by for it.
When to scale: docs/scaling.md. Killed at any point it may be started again, and goes on. Ctrl-C ends the step that is
under way, or takes it back, and keeps the number that runs.

Exit codes: 0 done, 1 failed (what served goes on), 2 wrong usage, 3 nothing to do, 4 something stands in the way (the
connections of Postgres, memory, ports, settings or an image that were changed and not deployed), 5 another script is at
work in this folder, 6 see --status.
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
      --status | --dry-run) looks=yes ;;
      *) ;;
    esac
  done
  if [[ -n ${looks} ]]; then
    find_node_for_a_look "${checkout}"
  else
    use_node_or_image "${checkout}"
    take_ops_lock "${checkout}"
  fi
  exec "${node_program}" "${checkout}/scripts/lib/scale/scale.ts" "$@"
}

main "$@"
