# One lock for all scripts that change an installation. Sourcing this file defines a function and does nothing else.
# Needs log.sh.
# shellcheck shell=bash

# try_ops_lock CHECKOUT [SECONDS]: until this process ends nobody else changes the installation. Returns 1 when somebody does,
# and still does after so many seconds, with who it is in ops_lock_holder. The file is never removed: who opened it before
# would hold a lock that nobody sees.
try_ops_lock() {
  local file=$1/.cache/ops.lock lock
  command -v flock >/dev/null || die 4 "flock is needed: install util-linux"
  { mkdir -p "${file%/*}" && : >>"${file}"; } 2>/dev/null ||
    die 1 "${file} cannot be written: start this as the owner of the folder, or make room on the disk"
  # What node starts does not inherit the descriptor, nor the lock with it.
  exec {lock}>>"${file}"
  if ! flock -w "${2:-0}" "${lock}"; then
    ops_lock_holder=$(<"${file}")
    ops_lock_holder=${ops_lock_holder:-another script}
    return 1
  fi
  printf '%s (process %s)\n' "${0##*/}" "$$" >"${file}"
}

# take_ops_lock CHECKOUT: try_ops_lock, or the end with 5 that names the holder.
take_ops_lock() {
  try_ops_lock "$1" ||
    die 5 "${ops_lock_holder} is at work in this folder: start again when it has ended"
}
