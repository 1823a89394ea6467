#!/usr/bin/env bash
# Looks for what should not be in the checkout or the image. See --help.
# started as `sh scan.sh`
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
# shellcheck source=scripts/lib/shell/preamble.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib/shell/preamble.sh"

print_help() {
  cat <<'HELP'
Usage: ./scripts/scan.sh [dependencies] [secrets] [licences] [image]

Looks for what should not be there, as CI does; without a name for all of it.

  dependencies   known vulnerabilities, high or critical, of the packages that run in production: asks the npm registry
  secrets        tokens, keys and passwords in every text that git keeps, its whole history, and in what is not committed
  licences       lists the licences of the packages that run in production, and refuses one that nobody has allowed
  image          builds the image of the bot and has trivy look for known vulnerabilities that have a remedy: needs a Docker
                 engine, and a registry for trivy and for what it knows
  --help         this text

Accepted vulnerabilities of the image stand in scripts/lib/scans/accepted-vulnerabilities, allowed licences in
scripts/lib/scans/licences.ts.
Exit codes: 0 nothing found, 1 something was found, 2 wrong usage, 4 something could not be looked at, which is said.
HELP
}

main() {
  local argument
  for argument in "$@"; do
    case ${argument} in
      --help | -h)
        print_help
        return
        ;;
      -*) die 2 "unknown option ${argument} (see --help)" ;;
      *) ;;
    esac
  done
  use_node "${checkout}"
  install_packages "${checkout}"
  exec node "${checkout}/scripts/lib/scans/scan.ts" "$@"
}

main "$@"
