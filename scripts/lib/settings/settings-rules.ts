import {
  matches,
  oneOf,
  type Shape,
  settingShapes,
  webAddress,
  wholeNumber,
} from '../../../bot/src/platform/setting-shapes.ts'

/** Who serves there knows of no path before its own, and compares addresses letter by letter. */
const bareAddress = matches(
  /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?$/i,
  'must be an address such as https://name.school.example, with no path and no slash at the end',
)
const port = wholeNumber(1, 65_535)
const publishedPort = matches(
  /^(\d+(\.\d+){3}:|\[[\da-f:]+\]:)?\d{1,5}$/i,
  'must be the number of a port, or an address and a port such as 127.0.0.1:80',
)
/** Another user or database than those that have their own work in our Postgres. */
const nameBeside =
  (...taken: string[]): Shape =>
  (value) =>
    /^[A-Za-z_][\w-]*$/.test(value) && !taken.includes(value)
      ? undefined
      : `must be a name of letters, digits and _, and not ${taken.join(', ')}`
const folder = matches(
  /^(\.{0,2}\/|[^~$/])[^$]*$/,
  'must be a folder such as ./secrets or /srv/secrets: ~ and $ stand for nothing here',
)
/** As Compose takes it; but a few bytes are a forgotten unit. */
const memory = matches(
  /^(?=.*[1-9])(\d+(\.\d+)?\s?(b|[kmg](i?b)?)|\d{7,})$/i,
  'must be a size such as 224m or 1g',
)
const cpus = matches(/^(?=.*[1-9])\d+(\.\d+)?$/, 'must be a number of processors such as 1.0 or 0.5')

/** As alertmanager/run.sh takes them. */
const quietHours: Shape = (value) => {
  const [from, to] =
    /^([01]\d:[0-5]\d|2[0-3]:[0-5]\d)-([01]\d:[0-5]\d|2[0-3]:[0-5]\d|24:00)$/.exec(value)?.slice(1) ?? []
  const fits = value === 'off' || (from !== undefined && from !== to)
  return fits ? undefined : 'must be hours such as 20:00-07:00, or off'
}

/** A private key in their place would be no protection, and everybody who sees .env could read the backups. */
const ageRecipients: Shape = (value) => {
  if (/AGE-SECRET-KEY-/i.test(value)) {
    return 'holds a private key: it takes the public one, which begins with age1; keep the private one away from here'
  }
  return value
    .trim()
    .split(/[\s,]+/)
    .every((one) => /^age1[a-z0-9]{20,}$/.test(one))
    ? undefined
    : 'must be one or more public keys by commas, each beginning with age1, as age-keygen prints them'
}

/**
 * GlitchTip makes an account of any address, and then answers 500 to who signs in with one that its check of addresses
 * refuses: of a name that is set apart for other things. example is none of these.
 */
const glitchTipEmail: Shape = (value) => {
  if (/[@.](arpa|invalid|local|localhost|onion|test)$/i.test(value)) {
    return 'ends with local, test, invalid, localhost, onion or arpa, and nobody can sign in to GlitchTip with such an address: take another, real or not'
  }
  return /^[\w+-]+(\.[\w+-]+)*@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z\d-]*[a-z]$/i.test(value)
    ? undefined
    : 'must be the address of a mailbox, such as it@school.example'
}

/** A folder, or a place that restic reaches from its container. */
const resticRepository = matches(
  /^(\.{0,2}\/[^$]*|(sftp|s3|rest|b2|azure|gs|swift):\S+)$/,
  'must be a place such as /mnt/backups, sftp:user@host:/folder or s3:https://host/bucket',
)

/**
 * Fixed in docker-compose.yml: what .env says of them never gets to the bot. With the values that need no word, because
 * .env.example has them or Compose has the same.
 */
export const fixedByCompose: Readonly<Record<string, readonly string[]>> = {
  DATABASE_URL: [],
  POSTGRES_HOST: ['localhost', 'postgres'],
  POSTGRES_PORT: ['5432'],
  REDIS_URL: [],
  HTTP_HOST: ['0.0.0.0'],
  HTTP_PORT: ['8080'],
  ALERTMANAGER_INTERNAL_URL: ['http://alertmanager:9093'],
  PROMETHEUS_INTERNAL_URL: ['http://prometheus:9090'],
  BOT_INSTANCE_ID: [],
}

/** What each variable must look like that is not empty; those of the bot as the bot itself has it. */
export const settingsRules: Readonly<Record<string, Shape>> = {
  ...Object.fromEntries(Object.entries(settingShapes).filter(([name]) => !(name in fixedByCompose))),
  BOT_REPLICAS: wholeNumber(1, 50),
  BOT_MEMORY: memory,
  POSTGRES_REPLICAS: oneOf('0', '1'),
  REDIS_REPLICAS: oneOf('0', '1'),
  BOT_CPUS: cpus,
  POSTGRES_MEMORY: memory,
  POSTGRES_CPUS: cpus,
  BOT_VERSION: matches(/^\w[\w.-]{0,127}$/, 'must be the tag of an image: letters, digits, dots, _ and -'),
  BOT_IMAGE: matches(
    /^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9._-]+)*$/,
    'must be the name of an image without its tag, such as schoolbot/bot or ghcr.io/school/bot',
  ),
  RUN_TESTS: oneOf('true', 'false'),
  BACKUP_BEFORE_DEPLOY: oneOf('true', 'false'),
  DEPLOY_WATCH_SECONDS: wholeNumber(0, 3600),
  TELEGRAM_BOT_TOKEN: settingShapes.TELEGRAM_TOKEN,
  TELEGRAM_CHAT_ID: matches(/^-?\d+$/, 'must be a number; that of a group is negative'),
  ALERT_TELEGRAM_API_ROOT: matches(
    /^https?:\/\/[A-Za-z0-9/:._-]+$/,
    'must be an address that begins with https:// or http://',
  ),
  ALERT_WEBHOOK_URL: webAddress,
  DEADMAN_URL: webAddress,
  ALERT_QUIET_HOURS: quietHours,
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
  GLITCHTIP_RETENTION_DAYS: wholeNumber(1, 3650),
  BACKUP_DIR: folder,
  KEEP_DAYS: wholeNumber(1, 3650),
  KEEP_WEEKS: wholeNumber(0, 520),
  KEEP_MONTHS: wholeNumber(0, 120),
  KEEP_REPLACED_DAYS: wholeNumber(0, 3650),
  BACKUP_AGE_RECIPIENT: ageRecipients,
  BACKUP_ENCRYPT: oneOf('settings', 'all'),
  BACKUP_RESTIC_REPOSITORY: resticRepository,
  BACKUP_SSH_DIR: folder,
  BACKUP_PING_URL: webAddress,
  NOTIFY_TELEGRAM: oneOf('true', 'failures', 'false'),
  SECRETS_DIR: folder,
  TEXTFILE_DIR: folder,
  NGINX_CERTS_DIR: folder,
  NGINX_ACME_DIR: folder,
  GLITCHTIP_ADMIN_EMAIL: glitchTipEmail,
  GRAFANA_URL: matches(
    /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?\/grafana$/i,
    'must be an address that ends with /grafana, such as https://bot.school.example/grafana',
  ),
  GLITCHTIP_URL: bareAddress,
  GLITCHTIP_HOST: matches(/^[A-Za-z0-9.-]+$/, 'must be the name of a host, such as errors.school.example'),
  PROMETHEUS_URL: bareAddress,
  ALERTMANAGER_URL: bareAddress,
  DOCS_URL: webAddress,
}
