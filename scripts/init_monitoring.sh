#!/usr/bin/env bash
# Prepares an installation and its monitoring. See --help.
# started as `sh init_monitoring.sh`
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
# shellcheck source=scripts/lib/shell/preamble.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib/shell/preamble.sh"

print_help() {
  cat <<'HELP'
Usage: ./scripts/init_monitoring.sh [--check | --dry-run]

Prepares this checkout for `docker compose up -d`: checks Docker and .env, makes up the secrets that are
missing, prepares the database and GlitchTip, starts the monitoring (not the bot, not nginx), makes the
accounts, sends a test alert to Telegram, and prints what is ready and where. What is there already stays
as it is, so it may be run again at any time; after a failure it goes on where it stopped.

  --check     only look: exit code 0 when all is ready, 6 when something is not
  --dry-run   say what would be done, and do nothing
  --help      this text

Needs Docker Engine 28 or newer with Compose and buildx. Settings are read from .env, which is made from
.env.example when there is none. COMPOSE_FILE, COMPOSE_PROJECT_NAME and the like are respected.

Node.js 24 is taken from the image of the bot where there is none. --check and --dry-run leave nothing behind and fetch
nothing: before the first run they ask for that image where there is no Node.js.

Exit codes: 0 all ready, 1 something failed, 2 wrong usage, 4 something needed is missing (a tool, or a
setting in .env), 5 another script is at work in this folder, 6 something does not work as it should.
HELP
}

main() {
  local argument mode=--apply
  for argument in "$@"; do
    case ${argument} in
      --help | -h)
        print_help
        return
        ;;
      --check | --dry-run)
        [[ ${mode} == --apply || ${mode} == "${argument}" ]] || die 2 "--check and --dry-run exclude each other (see --help)"
        mode=${argument}
        ;;
      *) die 2 "unknown argument ${argument} (see --help)" ;;
    esac
  done
  local node_program=node
  if [[ ${mode} == --apply ]]; then
    use_node_or_image "${checkout}"
    take_ops_lock "${checkout}"
  else
    find_node_for_a_look "${checkout}"
  fi
  exec "${node_program}" "${checkout}/scripts/lib/init/init-monitoring.ts" "${mode}"
}

main "$@"
