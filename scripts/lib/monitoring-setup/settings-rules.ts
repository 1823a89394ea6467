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
const token = matches(/^\d+:[\w-]{10,}$/, 'must look like 123456:ABC-DEF, as @BotFather gives it')
const isZone = (zone: string) => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone)

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
  GLITCHTIP_ADMIN_EMAIL: matches(/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/, 'must be the address of a mailbox'),
  GRAFANA_URL: address,
  GLITCHTIP_URL: address,
  PROMETHEUS_URL: address,
  ALERTMANAGER_URL: address,
  DOCS_URL: address,
}
