# Words for the terminal. Sourcing this file defines functions and does nothing else.
# shellcheck shell=bash

# say TEXT...: one line of progress.
say() { printf '%s\n' "$*"; }

# die CODE TEXT...: one line of what is wrong, and the end. The codes are those of all scripts:
# 1 failed, 2 wrong usage, 3 nothing to do, 4 something needed is missing, 5 locked by another run,
# 6 verification failed, 7 rolled back.
die() {
  local code=$1
  shift
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit "${code}"
}
