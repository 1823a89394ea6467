#!/bin/sh
# Runs after the image's own 20-envsubst-on-templates.sh: keeps the servers that fit this installation.
set -eu

conf=/etc/nginx/conf.d
certs=/etc/nginx/certs

# not that they are there: Swarm has no empty files, and no absent ones
is_pem() { [ -s "$1" ] && { ! [ -r "$1" ] || grep -q 'BEGIN' "$1"; }; }

if is_pem "${certs}/fullchain.pem" && is_pem "${certs}/privkey.pem"; then
  if ! [ -r "${certs}/privkey.pem" ]; then
    echo "30-choose-servers.sh: privkey.pem cannot be read by user $(id -u), see nginx/README.md" >&2
    exit 1
  fi
  rm -f "${conf}"/http-*
else
  echo '30-choose-servers.sh: no certificate in nginx/certs, so plain HTTP'
  rm -f "${conf}"/https-*
fi

if [ -z "${GLITCHTIP_HOST:-}" ]; then
  rm -f "${conf}"/*-glitchtip.conf
fi
