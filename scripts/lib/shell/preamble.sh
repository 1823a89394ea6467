# What every script of this folder begins with: the shell it needs, how it fails, where the checkout is, and the functions
# of this room. Sourced by a script in scripts/, through whatever link it was started.
# shellcheck shell=bash
if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
  echo "${0##*/}: bash 4.4 or newer is needed" >&2
  exit 4
fi
set -Eeuo pipefail
shopt -s inherit_errexit

# shellcheck disable=SC2034 # for the script that sources this file
checkout=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd -P)
# shellcheck source=scripts/lib/shell/log.sh
source "${checkout}/scripts/lib/shell/log.sh"
# shellcheck source=scripts/lib/shell/node.sh
source "${checkout}/scripts/lib/shell/node.sh"
# shellcheck source=scripts/lib/shell/ops-lock.sh
source "${checkout}/scripts/lib/shell/ops-lock.sh"
