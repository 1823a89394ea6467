# One lock for all scripts that change an installation. Sourcing this file defines a function and does nothing else.
# Needs log.sh.
# shellcheck shell=bash

# take_ops_lock CHECKOUT [SECONDS]: until this process ends nobody else changes the installation; ends with 5 and names the
# holder when somebody does, and still does after so many seconds. The file is never removed: who opened it before would hold a lock that nobody sees.
take_ops_lock() {
  local file=$1/.cache/ops.lock lock holder
  command -v flock >/dev/null || die 4 "flock is needed: install util-linux"
  { mkdir -p "${file%/*}" && : >>"${file}"; } 2>/dev/null ||
    die 1 "${file} cannot be written: start this as the owner of the folder, or make room on the disk"
  # What node starts does not inherit the descriptor, nor the lock with it.
  exec {lock}>>"${file}"
  if ! flock -w "${2:-0}" "${lock}"; then
    holder=$(<"${file}")
    die 5 "${holder:-another script} is at work in this folder: start again when it has ended"
  fi
  printf '%s (process %s)\n' "${0##*/}" "$$" >"${file}"
}
