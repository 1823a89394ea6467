#!/usr/bin/env bash
# Runs all tests, or some. See --help.
# started as `sh test.sh`
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
# shellcheck source=scripts/lib/shell/preamble.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib/shell/preamble.sh"

print_help() {
  cat <<'HELP'
Usage: ./scripts/test.sh [--fast] [PATTERN...]
       ./scripts/test.sh --part checks|units|browser|stack [--shard 1/3]

Runs every check and every test: types, lint, format, shell scripts, then the tests of the bot,
the sandbox and the scripts against a real Postgres and a real Redis. What is missing is fetched:
Node.js 24 and the packages by npm, on Debian and Ubuntu as root also Redis, Chromium and shellcheck.

  --fast      no installation by apt-get, no browser tests, no tests of the scripts
  --part      one of the parts that CI runs side by side: together they are everything
  --shard     of a part with tests, the share of one machine among several
  PATTERN     a file, a folder or a part of a path: only these tests, without the checks
  --help      this text

TEST_DATABASE_URL or DATABASE_URL    a Postgres to use (as superuser; databases are created and dropped)
TEST_REDIS_URL or REDIS_URL          a Redis to use
CHROMIUM_PATH                        a Chromium to use

Ends with one line "N passed, N failed, N skipped".
Exit codes: 0 all passed, 1 something failed or nothing ran, 2 wrong usage, 4 something is missing.
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
      --fast | --part | --shard) ;;
      -*) die 2 "unknown option ${argument} (see --help)" ;;
      *) ;;
    esac
  done
  use_node "${checkout}"
  install_packages "${checkout}"
  exec node "${checkout}/scripts/lib/tests/run-tests.ts" "$@"
}

main "$@"
