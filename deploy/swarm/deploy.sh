#!/usr/bin/env bash
# Brings this version to a Docker Swarm. See --help.
# started as `sh deploy.sh`
[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"
# shellcheck source=scripts/lib/shell/preamble.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../../scripts/lib/shell/preamble.sh"

print_help() {
  cat <<'HELP'
Usage: ./deploy/swarm/deploy.sh [--stack NAME] [--allow-contract] [--no-backup]
       ./deploy/swarm/deploy.sh --status [--stack NAME]

Brings the version of this checkout, .env and secrets/ to the Docker Swarm whose manager this engine is (or the one in
DOCKER_HOST): secrets and nginx's files by their version, a backup (BACKUP_BEFORE_DEPLOY), the schema, then the services one
task after the other, the new one first. A bot that does not stay healthy is taken back by Swarm itself. Then every bot is
asked, a canary goes through each and through the nginx of every machine, and errors are counted for DEPLOY_WATCH_SECONDS:
what does not pass is taken back too. How to make a Swarm of machines, and what lives where: deploy/swarm/README.md.

  --stack NAME      another stack than schoolbot
  --allow-contract  runs migrations that the version in service cannot live with
  --no-backup       none before this deploy: for a Postgres elsewhere, of which there is one
  --status          what runs, and how the last update ended
  --help            this text

Exit codes: 0 done, 1 failed, 2 wrong usage, 4 something needed is missing, 5 another script is at work in this folder,
6 there is no such stack, 7 the version before goes on.
HELP
}

main() {
  local argument looks=''
  for argument in "$@"; do
    case ${argument} in
      --help | -h)
        print_help
        return
        ;;
      --status) looks=yes ;;
      *) ;;
    esac
  done
  local node_program=node
  if [[ -n ${looks} ]]; then
    find_node_for_a_look "${checkout}"
  else
    use_node_or_image "${checkout}"
    take_ops_lock "${checkout}"
  fi
  exec "${node_program}" "${checkout}/scripts/lib/swarm/swarm.ts" "$@"
}

main "$@"
