import { X509Certificate } from 'node:crypto'
import { schoolHoursFault } from './school-hours.ts'

// No packages here: scripts/init_monitoring.sh judges .env by these rules too, on servers that have none.

/** What is wrong with a setting, as the end of a sentence that begins with its name, without the value. */
export type Shape = (value: string) => string | undefined

export const matches =
  (pattern: RegExp, words: string): Shape =>
  (value) =>
    pattern.test(value) ? undefined : words

export const oneOf =
  (...values: readonly string[]): Shape =>
  (value) =>
    values.includes(value) ? undefined : `must be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`

export const wholeNumber =
  (from: number, to: number): Shape =>
  (value) =>
    /^-?\d+$/.test(value) && Number(value) >= from && Number(value) <= to
      ? undefined
      : `must be a whole number from ${from} to ${to}`

/** Of the first of these kinds, or of another. */
const addressOf =
  (...kinds: readonly string[]): Shape =>
  (value) =>
    kinds.some((kind) => value.toLowerCase().startsWith(`${kind}://`)) && URL.canParse(value)
      ? undefined
      : `must be an address that begins with ${kinds.map((kind) => `${kind}://`).join(' or ')}`

export const webAddress = addressOf('https', 'http')

const zones = Intl.supportedValuesOf('timeZone')

/**
 * Node lists each zone by one name, often the former one (Europe/Kiev), and takes the others too (Europe/Kyiv), in capitals
 * or not. Alertmanager minds the capitals.
 */
function isZone(zone: string): boolean {
  if (zone === 'UTC' || zones.includes(zone)) return true
  const isListed = zones.some((one) => one.toLowerCase() === zone.toLowerCase())
  return !isListed && /^[A-Z][a-z]+(\/[A-Z][a-z][\w-]*)+$/.test(zone) && canFormat(zone)
}

function canFormat(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const postgresAddress = addressOf('postgres', 'postgresql')

/** pg would let these win over what DATABASE_SSL says. */
const databaseUrl: Shape = (value) => {
  const fault = postgresAddress(value)
  if (fault !== undefined) return fault
  const parameters = [...new URL(value).searchParams.keys()]
  return parameters.some((name) => name.startsWith('ssl') || name === 'uselibpqcompat')
    ? 'must not say sslmode or the like: set DATABASE_SSL=true, and DATABASE_SSL_CA if the certificate needs it'
    : undefined
}

/** As zod takes them. */
export const isOn = (value: string) => /^(true|1|yes|on|y|enabled)$/i.test(value)
const isOff = /^(false|0|no|off|n|disabled)$/i

const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

const certificates: Shape = (value) => {
  const found = value.match(certificate) ?? []
  return found.length > 0 && found.every(isCertificate)
    ? undefined
    : 'must be a certificate, or several, as PEM: -----BEGIN CERTIFICATE----- and what follows'
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== ''
  } catch {
    return false
  }
}

export const intakeModes = ['polling', 'webhook'] as const
export const environments = ['local', 'staging', 'prod'] as const
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']

/** What each variable of the bot must look like where it is not empty. */
export const settingShapes = {
  TELEGRAM_TOKEN: matches(/^\d+:[\w-]{10,}$/, 'must look like 123456:ABC-DEF, as @BotFather gives it'),
  TELEGRAM_API_ROOT: webAddress,
  TELEGRAM_MODE: oneOf(...intakeModes),
  WEBHOOK_URL: webAddress,
  WEBHOOK_SECRET: matches(/^[\w-]{16,256}$/, 'must be 16 to 256 characters of A-Z a-z 0-9 _ -'),
  ADMIN_TELEGRAM_IDS: matches(/^[\d\s,]*$/, 'must be numbers separated by commas'),
  SUPPORT_CHAT_ID: matches(/^-\d+$/, 'must be the id of a group, a negative number'),
  DATABASE_URL: databaseUrl,
  POSTGRES_PORT: wholeNumber(1, 65_535),
  DATABASE_POOL_MAX: wholeNumber(4, 200),
  DATABASE_SSL: (value) => (isOn(value) || isOff.test(value) ? undefined : 'must be true or false'),
  DATABASE_SSL_CA: certificates,
  REDIS_URL: addressOf('redis', 'rediss'),
  HTTP_PORT: wholeNumber(0, 65_535),
  GLITCHTIP_DSN: webAddress,
  ENVIRONMENT: oneOf(...environments),
  LOG_LEVEL: (value) => oneOf(...logLevels)(value.toLowerCase()),
  BOT_INSTANCE_ID: matches(/^[\w.-]{1,64}$/, 'must be at most 64 letters, digits, dots, _ and -'),
  SCHOOL_TIMEZONE: (value) => (isZone(value) ? undefined : 'must be a zone such as Europe/Moscow'),
  SCHOOL_HOURS: schoolHoursFault,
  TICKET_REMIND_WORKING_DAYS: wholeNumber(1, 60),
  TICKET_CLOSE_WORKING_DAYS: wholeNumber(1, 60),
  TICKET_REOPEN_DAYS: wholeNumber(0, 365),
  TASK_REMIND_HOURS: matches(
    /^\d{1,4}(\s*,\s*\d{1,4})*$/,
    'must be hours before the deadline, such as 72,24,1',
  ),
  TASK_TELL_GIVER_WORKING_DAYS: wholeNumber(1, 60),
  TASK_TELL_DIRECTORS_WORKING_DAYS: wholeNumber(1, 60),
} satisfies Record<string, Shape>

/** Connections of one replica where DATABASE_POOL_MAX does not say. */
export const defaultPoolMax = 20
