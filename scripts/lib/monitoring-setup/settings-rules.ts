/** What a variable must look like when it is not empty; the words end a sentence that begins with its name. */
type Rule = { fits: (value: string) => boolean; words: string }

const matches = (pattern: RegExp, words: string): Rule => ({ fits: (value) => pattern.test(value), words })
const oneOf = (...values: string[]): Rule => ({
  fits: (value) => values.includes(value),
  words: `must be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`,
})
const integer = (from: number, to: number): Rule => ({
  fits: (value) => /^-?\d+$/.test(value.trim()) && Number(value) >= from && Number(value) <= to,
  words: `must be a whole number from ${from} to ${to}`,
})
const address: Rule = {
  fits: (value) => /^https?:\/\//i.test(value) && URL.canParse(value),
  words: 'must be an address that begins with https:// or http://',
}
/** Who serves there knows of no path before its own, and compares addresses letter by letter. */
const bareAddress = matches(
  /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?$/i,
  'must be an address such as https://name.school.example, with no path and no slash at the end',
)
const port = integer(1, 65_535)
const publishedPort = matches(
  /^(\d+(\.\d+){3}:|\[[\da-f:]+\]:)?\d{1,5}$/i,
  'must be the number of a port, or an address and a port such as 127.0.0.1:80',
)
/** Another user or database than those that have their own work in our Postgres. */
const nameBeside = (...taken: string[]): Rule => ({
  fits: (value) => /^[A-Za-z_][\w-]*$/.test(value) && !taken.includes(value),
  words: `must be a name of letters, digits and _, and not ${taken.join(', ')}`,
})
const folder = matches(
  /^(\.{0,2}\/|[^~$/])[^$]*$/,
  'must be a folder such as ./secrets or /srv/secrets: ~ and $ stand for nothing here',
)
const token = matches(/^\d+:[\w-]{10,}$/, 'must look like 123456:ABC-DEF, as @BotFather gives it')
const isZone = (zone: string) => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone)

/** As alertmanager/run.sh takes them. */
function isQuietHours(value: string): boolean {
  const [from, to] =
    /^([01]\d:[0-5]\d|2[0-3]:[0-5]\d)-([01]\d:[0-5]\d|2[0-3]:[0-5]\d|24:00)$/.exec(value)?.slice(1) ?? []
  return value === 'off' || (from !== undefined && from !== to)
}

/** The bot has rules of its own (bot/src/config.ts) and the packages for them; a test holds the two together. */
export const settingsRules: Readonly<Record<string, Rule>> = {
  TELEGRAM_TOKEN: token,
  TELEGRAM_API_ROOT: address,
  TELEGRAM_MODE: oneOf('polling', 'webhook'),
  WEBHOOK_URL: address,
  WEBHOOK_SECRET: matches(/^[\w-]{16,256}$/, 'must be 16 to 256 characters of A-Z a-z 0-9 _ -'),
  ADMIN_TELEGRAM_IDS: matches(/^[\d\s,]*\d[\d\s,]*$/, 'must be numbers separated by commas'),
  SUPPORT_CHAT_ID: matches(/^-\d+$/, 'must be the id of a group, a negative number'),
  DATABASE_POOL_MAX: integer(4, 200),
  GLITCHTIP_DSN: address,
  ENVIRONMENT: oneOf('local', 'staging', 'prod'),
  LOG_LEVEL: matches(
    /^(trace|debug|info|warn|error|fatal)$/i,
    'must be trace, debug, info, warn, error or fatal',
  ),
  SCHOOL_TIMEZONE: { fits: isZone, words: 'must be a zone such as Europe/Moscow' },
  SCHOOL_HOURS: matches(
    /^\s*([a-z]{3}(-[a-z]{3})?\s+)?\d\d:\d\d-\d\d:\d\d(\s*,\s*[a-z]{3}(-[a-z]{3})?\s+\d\d:\d\d-\d\d:\d\d)*\s*$/i,
    'must look like 08:00-18:00, or mon-fri 08:00-18:00, sat 09:00-14:00',
  ),
  TICKET_REMIND_WORKING_DAYS: integer(1, 60),
  TICKET_CLOSE_WORKING_DAYS: integer(1, 60),
  TICKET_REOPEN_DAYS: integer(0, 365),
  TASK_REMIND_HOURS: matches(
    /^\d{1,4}(\s*,\s*\d{1,4})*$/,
    'must be hours before the deadline, such as 72,24,1',
  ),
  TASK_TELL_GIVER_WORKING_DAYS: integer(1, 60),
  TASK_TELL_DIRECTORS_WORKING_DAYS: integer(1, 60),
  BOT_REPLICAS: integer(1, 50),
  TELEGRAM_BOT_TOKEN: token,
  TELEGRAM_CHAT_ID: matches(/^-?\d+$/, 'must be a number; that of a group is negative'),
  ALERT_TELEGRAM_API_ROOT: matches(/^https?:\/\/[A-Za-z0-9/:._-]+$/, address.words),
  ALERT_WEBHOOK_URL: address,
  DEADMAN_URL: address,
  ALERT_QUIET_HOURS: {
    fits: isQuietHours,
    words: 'must be hours such as 20:00-07:00, or off',
  },
  POSTGRES_DB: nameBeside('postgres', 'template0', 'template1', 'glitchtip'),
  POSTGRES_USER: nameBeside('postgres', 'glitchtip', 'grafana_reader', 'postgres_exporter'),
  NGINX_HTTP_PORT: publishedPort,
  NGINX_HTTPS_PORT: publishedPort,
  BOT_PORT: port,
  BOT_PORTS: matches(
    /^\d{1,5}(-\d{1,5})?$/,
    'must be a range of ports such as 8180-8189, one for each replica',
  ),
  PROMETHEUS_PORT: port,
  GRAFANA_PORT: port,
  ALERTMANAGER_PORT: port,
  GLITCHTIP_PORT: port,
  PROMETHEUS_RETENTION_TIME: matches(/^(\d+(ms|[smhdwy]))+$/, 'must be a time such as 30d'),
  PROMETHEUS_RETENTION_SIZE: matches(/^\d+([KMGTPE]?B)$/, 'must be a size such as 2GB'),
  GLITCHTIP_RETENTION_DAYS: integer(1, 3650),
  SECRETS_DIR: folder,
  TEXTFILE_DIR: folder,
  NGINX_CERTS_DIR: folder,
  NGINX_ACME_DIR: folder,
  GLITCHTIP_ADMIN_EMAIL: matches(/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/, 'must be the address of a mailbox'),
  GRAFANA_URL: matches(
    /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?\/grafana$/i,
    'must be an address that ends with /grafana, such as https://bot.school.example/grafana',
  ),
  GLITCHTIP_URL: bareAddress,
  GLITCHTIP_HOST: matches(/^[A-Za-z0-9.-]+$/, 'must be the name of a host, such as errors.school.example'),
  PROMETHEUS_URL: bareAddress,
  ALERTMANAGER_URL: bareAddress,
  DOCS_URL: address,
}
