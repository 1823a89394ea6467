# Node and the packages from npm. Sourcing this file defines functions and does nothing else.
# Needs log.sh.
# shellcheck shell=bash

# use_node CHECKOUT: puts a Node of version 24 or newer first on PATH, installed into the checkout if need be.
use_node() {
  local checkout=$1
  local major
  major=$(node_major)
  ((major >= 24)) && return
  local cached=${checkout}/.cache/node/bin
  if [[ ! -x ${cached}/node ]]; then
    require_npm
    with_install_lock "${checkout}" install_node "${checkout}"
  fi
  PATH=${cached}:${PATH}
  hash -r
  major=$(node_major)
  ((major >= 24)) || die 4 "the Node in .cache/node does not run here: remove that folder and start again"
}

# use_node_or_image CHECKOUT: use_node for scripts that need no packages. A server that has Docker and no npm gets the
# Node of the image that the bot is built on.
use_node_or_image() {
  local checkout=$1 major
  major=$(node_major)
  if ((major < 24)) && [[ ! -x ${checkout}/.cache/node/bin/node ]] &&
    { ((major < 20)) || ! command -v npm >/dev/null; } && command -v docker >/dev/null; then
    with_install_lock "${checkout}" copy_node_from_image "${checkout}"
  fi
  use_node "${checkout}"
}

# find_node_for_a_look CHECKOUT: sets node_program to a Node of version 24 or newer for a script that is to leave nothing
# behind: the one that is here already, or a copy out of an image that is here already, which is gone when the script ends.
find_node_for_a_look() {
  local checkout=$1 major image container folder copy
  local advice='install Node.js 24 (https://nodejs.org), or start without --check and --dry-run, which fetches it'
  [[ ! -x ${checkout}/.cache/node/bin/node ]] || PATH=${checkout}/.cache/node/bin:${PATH}
  hash -r
  major=$(node_major)
  node_program=node
  ((major >= 24)) && return
  command -v docker >/dev/null || die 4 "there is no Node.js 24 here, and a look fetches nothing: ${advice}"
  image=$(bot_node_image "${checkout}")
  container=$(docker create --pull=never "${image}") ||
    die 4 "there is no Node.js 24 here, and a look fetches nothing: docker pull ${image}, or ${advice}"
  folder=$(mktemp -d) || folder=/nowhere
  if ! docker cp --quiet "${container}:/usr/local/bin/node" "${folder}/node"; then
    docker rm "${container}" >/dev/null
    rm -rf "${folder}"
    die 4 "the Node.js of ${image} cannot be copied: ${advice}"
  fi
  docker rm "${container}" >/dev/null
  if ! "${folder}/node" --version >/dev/null 2>&1; then
    rm -rf "${folder}"
    die 4 "the Node.js of ${image} does not run here: ${advice}"
  fi
  # Open and without a name: it goes with the last process that has it, even one that is killed.
  exec {copy}<"${folder}/node"
  rm -rf "${folder}"
  # shellcheck disable=SC2034 # for the script that sources this file
  node_program=/proc/self/fd/${copy}
}

# The image that the bot is built on.
bot_node_image() { sed -n 's/^FROM \(node:[^ ]*\).*/\1/p' "$1/bot/Dockerfile" | head -n 1; }

# install_packages CHECKOUT: npm ci, unless node_modules holds what package-lock.json asks for. Needs use_node.
install_packages() {
  local checkout=$1
  packages_are_installed "${checkout}" && return
  require_npm
  with_install_lock "${checkout}" run_npm_ci "${checkout}"
}

# The major version of the node on PATH, 0 when there is none that runs.
node_major() {
  local version
  version=$(node --version 2>/dev/null) || version=v0
  version=${version#v}
  printf '%s' "${version%%.*}"
}

require_npm() {
  local major
  major=$(node_major)
  ((major > 0)) || die 4 "Node.js 20 or newer is needed (https://nodejs.org)"
  ((major >= 20)) || die 4 "Node.js 20 or newer is needed (https://nodejs.org), this is ${major}"
  command -v npm >/dev/null || die 4 "npm is needed: install the npm that belongs to Node.js"
}

packages_are_installed() { node "$1/scripts/lib/shell/packages-installed.ts"; }

# with_install_lock CHECKOUT COMMAND...: one installation at a time in a checkout.
with_install_lock() {
  local checkout=$1
  shift
  mkdir -p "${checkout}/.cache"
  if ! command -v flock >/dev/null; then
    "$@"
    return
  fi
  exec 9>"${checkout}/.cache/install.lock"
  if ! flock -n 9; then
    say "Another installation is under way in this folder: waiting for it"
    flock 9
  fi
  # Closed for the command: what it leaves running would hold the lock.
  "$@" 9>&-
  exec 9>&-
}

install_node() {
  local folder=$1/.cache/node version=24.21.0 present package
  # Whoever held the lock before us may have done it.
  [[ -x ${folder}/bin/node ]] && return
  present=$(node --version)
  package=node-$(node --print 'process.platform + "-" + process.arch')
  say "Node.js here is ${present}: fetching Node.js ${version} into .cache/node"
  mkdir -p "${folder}"
  printf '{ "private": true }\n' >"${folder}/package.json"
  run_npm "${folder}" install --no-save --ignore-scripts "${package}@${version}" ||
    die 4 "cannot fetch Node.js ${version} (npm package ${package}): install Node.js 24 yourself and start again"
  # Last, as it says that all the rest is there.
  ln -sfn "node_modules/${package}/bin" "${folder}/bin"
}

copy_node_from_image() {
  local folder=$1/.cache/node/bin image container
  local advice='install Node.js 24 (https://nodejs.org) and start again'
  # Whoever held the lock before us may have done it.
  [[ -x ${folder}/node ]] && return
  image=$(bot_node_image "$1")
  say "There is no Node.js here: taking it out of the image ${image}"
  container=$(docker create "${image}") || die 4 "cannot get the image ${image}: ${advice}"
  mkdir -p "${folder}"
  # Under its own name last: a copy that broke off is not taken for Node.
  if ! docker cp --quiet "${container}:/usr/local/bin/node" "${folder}/node.part"; then
    docker rm "${container}" >/dev/null
    die 4 "the image ${image} holds no /usr/local/bin/node: ${advice}"
  fi
  docker rm "${container}" >/dev/null
  "${folder}/node.part" --version >/dev/null 2>&1 ||
    die 4 "the Node.js of ${image} does not run on this system, which may have another C library: ${advice}"
  mv "${folder}/node.part" "${folder}/node"
}

run_npm_ci() {
  # Whoever held the lock before us may have done it.
  packages_are_installed "$1" && return
  say "Installing packages from npm (the first time it takes about a minute)"
  run_npm "$1" ci --include=dev || die 4 "npm could not install the packages, see above"
  packages_are_installed "$1" || die 4 "npm left node_modules incomplete: start again"
}

# run_npm FOLDER ARGUMENTS...: npm in a folder, with a sign of life every ten seconds. Its exit code is npm's.
run_npm() (
  cd -- "$1" || exit
  shift
  report_waiting &
  trap 'kill "$!" 2>/dev/null' EXIT
  npm --no-audit --no-fund --no-progress --loglevel=error --no-update-notifier "$@" </dev/null
)

report_waiting() {
  local start=${SECONDS}
  while sleep 10 >/dev/null 2>&1; do say "  still at it ($((SECONDS - start)) s)"; done
}
