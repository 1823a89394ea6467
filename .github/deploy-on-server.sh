#!/usr/bin/env bash
# What the key of CI may do on the server, and all that it may: deploy a commit of main that is no older than what is checked
# out. authorized_keys names this file as its command, and the commit comes in SSH_ORIGINAL_COMMAND: docs/ci.md.
# shellcheck source=scripts/lib/shell/preamble.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../scripts/lib/shell/preamble.sh"

# Not while another script is at work with the files of this folder. The lock goes with the subshell: deploy.sh takes its own.
check_out() (
  take_ops_lock "${checkout}"
  git checkout --quiet --detach "$1"
)

main() {
  local commit=${SSH_ORIGINAL_COMMAND:-} present
  [[ ${commit} =~ ^[0-9a-f]{40}$ ]] || die 2 "a commit of 40 digits is expected, and nothing else"
  cd -- "${checkout}"
  git fetch --quiet origin main || die 4 "git cannot fetch main from origin"
  git merge-base --is-ancestor "${commit}" FETCH_HEAD 2>/dev/null || die 2 "${commit} is no commit of main"
  present=$(git rev-parse HEAD)
  # an approval that comes late brings no older version back
  if [[ ${present} != "${commit}" ]] && git merge-base --is-ancestor "${commit}" "${present}"; then
    die 3 "${present} is checked out here, which is newer than ${commit}"
  fi
  check_out "${commit}" || return
  exec ./scripts/deploy.sh prod
}

main
