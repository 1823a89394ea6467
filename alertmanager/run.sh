#!/bin/sh
# Starts Alertmanager on a copy of the configuration made for this installation; busybox is enough. Whatever is given
# as arguments goes to Alertmanager. Variables:
#   SCHOOL_TIMEZONE              zone of the quiet hours and of the times in messages
#   ALERT_QUIET_HOURS            when warnings wait on working days, as 20:00-07:00; or off: they never wait, nor at
#                                weekends
#   ALERT_TELEGRAM_API_ROOT      another Bot API server
#   ALERTMANAGER_SOURCE          folder of alertmanager.yml and templates/
#   ALERTMANAGER_RENDERED        folder for the copy, which need not last
#   ALERTMANAGER_SECRETS         folder of the secret files
#   ALERTMANAGER_BINARY          the program
set -eu

source=${ALERTMANAGER_SOURCE:-/etc/alertmanager}
rendered=${ALERTMANAGER_RENDERED:-/tmp/alertmanager}
secrets=${ALERTMANAGER_SECRETS:-/run/secrets}
zone=${SCHOOL_TIMEZONE:-Europe/Moscow}
quiet=${ALERT_QUIET_HOURS:-20:00-07:00}
api_root=${ALERT_TELEGRAM_API_ROOT:-https://api.telegram.org}

fail() {
  echo "alertmanager/run.sh: $1" >&2
  exit 4
}

# Both go into a sed command.
case ${zone} in *[!A-Za-z0-9/_+-]*) fail 'SCHOOL_TIMEZONE is not the name of a zone' ;; *) ;; esac
case ${api_root} in *[!A-Za-z0-9/:._-]*) fail 'ALERT_TELEGRAM_API_ROOT is not an address' ;; *) ;; esac
for secret in alert_bot_token alert_chat_id; do
  [ -r "${secrets}/${secret}" ] || fail "cannot read ${secrets}/${secret}"
done

# The file has a night over midnight in two parts, for a range of Alertmanager ends on the day it begins.
drop=''
from=20:00 morning=07:00 to=24:00
wrong="ALERT_QUIET_HOURS is '${quiet}': it takes hours like 20:00-07:00 (hh:mm-hh:mm), or off"
# with a 1 before it, because 0800 might be taken for a bad octal number
as_number() { echo "1${1%:*}${1#*:}"; }
case ${quiet} in
  off) drop='/# if quiet_hours$/,/# end$/d;' ;;
  [0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9])
    from=${quiet%-*} morning=${quiet#*-}
    [ "${from}" != "${morning}" ] || fail "${wrong}"
    [ "$(as_number "${from}")" -lt 12400 ] || fail "${wrong}"
    [ "$(as_number "${morning}")" -le 12400 ] || fail "${wrong}"
    if [ "$(as_number "${from}")" -lt "$(as_number "${morning}")" ]; then
      to=${morning} drop='/# if quiet_over_midnight$/,/# end$/d;'
    elif [ "${morning}" = 00:00 ]; then
      drop='/# if quiet_over_midnight$/,/# end$/d;'
    fi
    ;;
  *) fail "${wrong}" ;;
esac
for secret in alert_webhook_url deadman_url; do
  # [!-~]: anything but white space
  if ! grep -q '[!-~]' "${secrets}/${secret}" 2>/dev/null; then
    drop="${drop}/# if ${secret}\$/,/# end\$/d;"
  fi
done

mkdir -p "${rendered}/templates"
# of before, when this is not the first time
rm -f "${rendered}"/templates/*.tmpl
sed -e "${drop}" \
  -e "s|start_time: '20:00'|start_time: '${from}'|;s|end_time: '24:00'|end_time: '${to}'|" \
  -e "s|end_time: '07:00'|end_time: '${morning}'|" \
  -e "s|Europe/Moscow|${zone}|;s|https://api.telegram.org|${api_root}|;s|/run/secrets/|${secrets}/|" \
  "${source}/alertmanager.yml" >"${rendered}/alertmanager.yml"
for template in "${source}"/templates/*.tmpl; do
  sed -e "s|Europe/Moscow|${zone}|" "${template}" >"${rendered}/templates/${template##*/}"
done

# With --check the copy is only made.
[ "${1-}" != --check ] || exit 0

# When a call of the Bot API fails, Alertmanager logs its address, and the token is part of it.
without_tokens() {
  while IFS= read -r line; do
    case ${line} in
      *bot[0-9]*:*) printf '%s\n' "${line}" | sed 's/bot[0-9][0-9]*:[A-Za-z0-9_-]*/bot<token>/g' ;;
      *) printf '%s\n' "${line}" ;;
    esac
  done
}
pipe=${rendered}/log
rm -f "${pipe}"
mkfifo "${pipe}"
without_tokens <"${pipe}" &
exec "${ALERTMANAGER_BINARY:-/bin/alertmanager}" --config.file="${rendered}/alertmanager.yml" "$@" >"${pipe}" 2>&1
