#!/usr/bin/env bash
# Has the server deploy the commit of this run: docs/ci.md. The server is known by its key, and ours may do nothing there but
# this.
set -Eeuo pipefail
shopt -s inherit_errexit

# tell KIND TEXT: a line that GitHub shows with the run; a notice, a warning or an error.
tell() {
  printf '::%s::%s\n' "$1" "$2"
  [[ -z ${GITHUB_STEP_SUMMARY:-} ]] || printf '%s\n' "$2" >>"${GITHUB_STEP_SUMMARY}"
}

main() {
  local name folder status=0
  for name in DEPLOY_HOST DEPLOY_USER DEPLOY_KNOWN_HOSTS DEPLOY_SSH_KEY GITHUB_SHA; do
    if [[ -z ${!name:-} ]]; then
      tell error "${name} is not set for the environment production: see docs/ci.md"
      return 4
    fi
  done
  umask 077
  folder=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '${folder}'" EXIT
  printf '%s\n' "${DEPLOY_KNOWN_HOSTS}" >"${folder}/known_hosts"
  printf '%s\n' "${DEPLOY_SSH_KEY}" >"${folder}/key"
  ssh -F none -i "${folder}/key" -o IdentitiesOnly=yes -o BatchMode=yes \
    -o StrictHostKeyChecking=yes -o "UserKnownHostsFile=${folder}/known_hosts" -o GlobalKnownHostsFile=/dev/null \
    -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=20 \
    -p "${DEPLOY_PORT:-22}" -- "${DEPLOY_USER}@${DEPLOY_HOST}" "${GITHUB_SHA}" </dev/null || status=$?
  case ${status} in
    0) tell notice "${GITHUB_SHA} is deployed" ;;
    3)
      tell notice "Nothing to do: the server runs this commit or a newer one"
      status=0
      ;;
    4) tell error "Not begun: the server lacks what is named above; the version from before serves" ;;
    5) tell error "Not begun: another script is at work on the server; start this job again when it has ended" ;;
    7) tell error "Rolled back: the version from before serves; ./scripts/deploy.sh history says why" ;;
    255) tell error "The server was not reached, its key is not the one of DEPLOY_KNOWN_HOSTS, or it refuses ours. A deploy that was cut off is gone on with by starting this job again" ;;
    *) tell error "The deploy failed with exit code ${status}, see above; ./scripts/deploy.sh status on the server says what serves" ;;
  esac
  return "${status}"
}

main "$@"
