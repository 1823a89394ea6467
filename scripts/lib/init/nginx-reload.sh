# Run by the shell of nginx's container: does with the templates what its start does, and lets it read the outcome when
# that is sound. Otherwise all stays as it was.
# shellcheck shell=sh
set -eu
conf=/etc/nginx/conf.d
kept=$(mktemp -d)
cp -p "${conf}"/* "${kept}"/
rm -f "${conf}"/*
if /docker-entrypoint.d/20-envsubst-on-templates.sh && /docker-entrypoint.d/30-choose-servers.sh && nginx -t -q; then
  rm -r "${kept}"
  nginx -s reload
else
  rm -f "${conf}"/*
  cp -p "${kept}"/* "${conf}"/
  rm -r "${kept}"
  exit 1
fi
