# Run by the shell of nginx's container, with the name of a file: puts stdin in its place and lets nginx read it when it is
# sound; otherwise all stays as it was. Ends when none of the processes of before takes connections, and those are gone that
# have nothing left to do; an open page of Grafana keeps its own.
# shellcheck shell=sh disable=SC2086 # names of files without spaces
set -eu
file=$1
if ! [ -e "${file}" ]; then
  echo "nginx has not read nginx/templates/${file##*/}.template yet: ./scripts/init_monitoring.sh lets it" >&2
  exit 1
fi
wanted=$(cat)
kept=$(cat "${file}")
[ "${kept}" != "${wanted}" ] || exit 0

workers() { grep -ls '^nginx: worker process' /proc/[0-9]*/cmdline || true; }
# those of before that still take connections
takers() { [ -z "${old}" ] || grep -sL 'shutting down' ${old} || true; }
left() { [ -z "${old}" ] || grep -ls '^nginx: worker process' ${old} || true; }
give_up() {
  printf '%s\n' "${kept}" >"${file}"
  echo "$1" >&2
  exit 1
}

old=$(workers)
printf '%s\n' "${wanted}" >"${file}"
nginx -t -q || give_up 'nginx would not start with its files of now: docker compose exec nginx nginx -t'
nginx -s reload
tries=0
while [ -n "$(takers)" ]; do
  tries=$((tries + 1))
  [ "${tries}" -lt 100 ] || give_up 'nginx goes on as it was: docker compose logs nginx'
  sleep 0.1
done
tries=0
while [ -n "$(left)" ] && [ "${tries}" -lt 100 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
