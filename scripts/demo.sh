#!/usr/bin/env bash
# A whole school on this machine. See --help.
# started as `sh demo.sh`
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
# shellcheck source=scripts/lib/shell/preamble.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib/shell/preamble.sh"

print_help() {
  cat <<'HELP'
Usage: ./scripts/demo.sh [--reset [--yes]]

Brings up a whole school on this machine: Postgres, a sandbox in Telegram's place with a chat page
in the browser, the bot, and a few people to play. Needs Node.js 20 or newer and npm, nothing else.
The data stay in .data until --reset.

  --reset    remove the data and begin anew (asks first)
  --yes      do not ask
  --help     this text

HTTP_PORT=8080       where the bot shows /healthz and /metrics
SANDBOX_PORT=8081    where the chat page is
DATABASE_URL         a Postgres to use instead of the one that comes along
TELEGRAM_TOKEN       a token of @BotFather: the real Telegram instead of the sandbox;
ADMIN_TELEGRAM_IDS   is then needed too: your number in Telegram makes you the first admin

Stop it with Ctrl-C.
Exit codes: 0 stopped, 1 something failed, 2 wrong usage, 3 nothing done, 4 something is missing or
a port is taken, 5 the demo already runs in this folder.
HELP
}

# One demo in a checkout. Node keeps the descriptor open, and so the lock, until it ends.
take_lock() {
  local file=${checkout}/.data/demo.lock lock
  mkdir -p "${checkout}/.data"
  command -v flock >/dev/null || return 0
  exec {lock}>>"${file}"
  flock -n "${lock}" || die 5 "the demo already runs in this folder (process $(<"${file}"))"
  printf '%s\n' "$$" >"${file}"
}

main() {
  local argument
  for argument in "$@"; do
    case ${argument} in
      --help | -h)
        print_help
        return
        ;;
      --reset | --yes) ;;
      *) die 2 "unknown argument ${argument} (see --help)" ;;
    esac
  done
  use_node "${checkout}"
  install_packages "${checkout}"
  take_lock
  exec node "${checkout}/scripts/lib/demo/demo.ts" "$@"
}

main "$@"
