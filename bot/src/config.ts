import { hostname } from 'node:os'
import { z } from 'zod'
import { bareAddress } from './platform/bare-address.ts'
import type { DatabaseTls } from './platform/connection.ts'
import { type WeekHours, weekOf } from './platform/school-hours.ts'
import { Secret } from './platform/secret.ts'
import { withSecretFiles } from './platform/secret-files.ts'
import {
  defaultPoolMax,
  environments,
  intakeModes,
  type Shape,
  settingShapes as shapes,
} from './platform/setting-shapes.ts'

/** A variable of this shape; the set-up script judges it by the same one. */
const shaped = (shape: Shape) =>
  z.string().superRefine((value, { addIssue }) => {
    const fault = shape(value)
    if (fault !== undefined) addIssue(fault)
  })
const numeric = (shape: Shape) => shaped(shape).transform(Number)

/** Every variable the bot reads. `.env.example` lists the same names; a test holds the two together. */
export const environment = z.object({
  TELEGRAM_TOKEN: shaped(shapes.TELEGRAM_TOKEN),
  TELEGRAM_API_ROOT: shaped(shapes.TELEGRAM_API_ROOT).default('https://api.telegram.org'),
  TELEGRAM_MODE: shaped(shapes.TELEGRAM_MODE).pipe(z.enum(intakeModes)).default('polling'),
  WEBHOOK_URL: shaped(shapes.WEBHOOK_URL).optional(),
  WEBHOOK_SECRET: shaped(shapes.WEBHOOK_SECRET).optional(),
  ADMIN_TELEGRAM_IDS: shaped(shapes.ADMIN_TELEGRAM_IDS)
    .default('')
    .transform((list) =>
      list
        .split(/[\s,]+/)
        .filter((id) => id !== '')
        .map(Number),
    ),
  SUPPORT_CHAT_ID: numeric(shapes.SUPPORT_CHAT_ID).optional(),
  DATABASE_URL: shaped(shapes.DATABASE_URL).optional(),
  POSTGRES_HOST: z.string().default('localhost'),
  POSTGRES_PORT: numeric(shapes.POSTGRES_PORT).default(5432),
  POSTGRES_DB: z.string().default('schoolbot'),
  POSTGRES_USER: z.string().default('schoolbot'),
  POSTGRES_PASSWORD: z.string().optional(),
  DATABASE_POOL_MAX: numeric(shapes.DATABASE_POOL_MAX).default(defaultPoolMax),
  DATABASE_SSL: shaped(shapes.DATABASE_SSL).pipe(z.stringbool()).default(false),
  DATABASE_SSL_CA: shaped(shapes.DATABASE_SSL_CA).optional(),
  REDIS_URL: shaped(shapes.REDIS_URL).optional(),
  HTTP_HOST: z.string().default('0.0.0.0'),
  HTTP_PORT: numeric(shapes.HTTP_PORT).default(8080),
  GLITCHTIP_DSN: shaped(shapes.GLITCHTIP_DSN).optional(),
  ALERTMANAGER_INTERNAL_URL: bareAddress.optional(),
  PROMETHEUS_INTERNAL_URL: bareAddress.optional(),
  ENVIRONMENT: shaped(shapes.ENVIRONMENT).pipe(z.enum(environments)).default('local'),
  LOG_LEVEL: shaped(shapes.LOG_LEVEL).toLowerCase().default('info'),
  BOT_INSTANCE_ID: shaped(shapes.BOT_INSTANCE_ID).default(hostname()),
  SCHOOL_TIMEZONE: shaped(shapes.SCHOOL_TIMEZONE).default('Europe/Moscow'),
  SCHOOL_HOURS: shaped(shapes.SCHOOL_HOURS).prefault('08:00-18:00').transform(weekOf),
  TICKET_REMIND_WORKING_DAYS: numeric(shapes.TICKET_REMIND_WORKING_DAYS).default(3),
  TICKET_CLOSE_WORKING_DAYS: numeric(shapes.TICKET_CLOSE_WORKING_DAYS).default(5),
  TICKET_REOPEN_DAYS: numeric(shapes.TICKET_REOPEN_DAYS).default(7),
  TASK_REMIND_HOURS: shaped(shapes.TASK_REMIND_HOURS)
    .default('72,24,1')
    .transform((list) => list.split(',').map(Number)),
  TASK_TELL_GIVER_WORKING_DAYS: numeric(shapes.TASK_TELL_GIVER_WORKING_DAYS).default(1),
  TASK_TELL_DIRECTORS_WORKING_DAYS: numeric(shapes.TASK_TELL_DIRECTORS_WORKING_DAYS).default(2),
})

/** Each of these may be given as a file instead: X_FILE names it. All but a certificate are secret. */
export const secretNames = [
  'TELEGRAM_TOKEN',
  'WEBHOOK_SECRET',
  'DATABASE_URL',
  'POSTGRES_PASSWORD',
  'DATABASE_SSL_CA',
  'REDIS_URL',
  'GLITCHTIP_DSN',
] as const

export type Intake = { mode: 'polling' } | { mode: 'webhook'; url: string; secret: Secret }

export interface Config {
  telegram: { token: Secret; apiRoot: string; intake: Intake }
  adminTelegramIds: number[]
  supportChatId: number | undefined
  database: { url: Secret; poolMax: number; tls: DatabaseTls | undefined }
  redisUrl: Secret | undefined
  http: { host: string; port: number }
  glitchtipDsn: Secret | undefined
  monitoring: { alertmanager: string | undefined; prometheus: string | undefined }
  environment: 'local' | 'staging' | 'prod'
  logLevel: string
  instance: string
  school: { timezone: string; week: WeekHours }
  tickets: { remindAfterWorkingDays: number; closeAfterWorkingDays: number; reopenDays: number }
  tasks: {
    remindHoursBefore: number[]
    tellGiverAfterWorkingDays: number
    tellDirectorsAfterWorkingDays: number
  }
}

/** All that is wrong with the environment, a line each; never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: string[]

  constructor(faults: string[]) {
    super(`wrong configuration:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.faults = faults
  }
}

/** Reads the environment; throws one ConfigError that names every fault. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const faults: string[] = []
  const given = withSecretFiles(env, { names: Object.keys(environment.shape), secretNames }, faults)
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      const name = String(path[0])
      if (faults.some((fault) => fault.startsWith(name))) continue
      faults.push(given[name] === undefined ? `${name} is missing` : `${name} ${message}`)
    }
    throw new ConfigError(faults)
  }
  const value = parsed.data
  const intake = intakeOf(value, faults)
  const databaseUrl = databaseUrlOf(value, faults)
  const tls = value.DATABASE_SSL ? { ca: value.DATABASE_SSL_CA } : undefined
  // it would be sent in plain words, and nobody would notice
  if (!value.DATABASE_SSL && value.DATABASE_SSL_CA !== undefined)
    faults.push('DATABASE_SSL is not true, and DATABASE_SSL_CA is given: both or none')
  if (faults.length > 0) throw new ConfigError(faults)
  return {
    telegram: {
      token: new Secret(value.TELEGRAM_TOKEN),
      apiRoot: withSlash(value.TELEGRAM_API_ROOT),
      intake,
    },
    adminTelegramIds: value.ADMIN_TELEGRAM_IDS,
    supportChatId: value.SUPPORT_CHAT_ID,
    database: { url: new Secret(databaseUrl), poolMax: value.DATABASE_POOL_MAX, tls },
    redisUrl: value.REDIS_URL === undefined ? undefined : new Secret(value.REDIS_URL),
    http: { host: value.HTTP_HOST, port: value.HTTP_PORT },
    glitchtipDsn: value.GLITCHTIP_DSN === undefined ? undefined : new Secret(value.GLITCHTIP_DSN),
    monitoring: { alertmanager: value.ALERTMANAGER_INTERNAL_URL, prometheus: value.PROMETHEUS_INTERNAL_URL },
    environment: value.ENVIRONMENT,
    logLevel: value.LOG_LEVEL,
    instance: value.BOT_INSTANCE_ID,
    school: { timezone: value.SCHOOL_TIMEZONE, week: value.SCHOOL_HOURS },
    tickets: {
      remindAfterWorkingDays: value.TICKET_REMIND_WORKING_DAYS,
      closeAfterWorkingDays: value.TICKET_CLOSE_WORKING_DAYS,
      reopenDays: value.TICKET_REOPEN_DAYS,
    },
    tasks: {
      remindHoursBefore: value.TASK_REMIND_HOURS,
      tellGiverAfterWorkingDays: value.TASK_TELL_GIVER_WORKING_DAYS,
      tellDirectorsAfterWorkingDays: value.TASK_TELL_DIRECTORS_WORKING_DAYS,
    },
  }
}

type Environment = z.infer<typeof environment>

function intakeOf(value: Environment, faults: string[]): Intake {
  if (value.TELEGRAM_MODE === 'polling') return { mode: 'polling' }
  if (value.WEBHOOK_URL === undefined) faults.push('WEBHOOK_URL is missing: TELEGRAM_MODE=webhook needs it')
  if (value.WEBHOOK_SECRET === undefined)
    faults.push('WEBHOOK_SECRET is missing: TELEGRAM_MODE=webhook needs it')
  return { mode: 'webhook', url: value.WEBHOOK_URL ?? '', secret: new Secret(value.WEBHOOK_SECRET ?? '') }
}

function databaseUrlOf(value: Environment, faults: string[]): string {
  if (value.DATABASE_URL !== undefined) return value.DATABASE_URL
  if (value.POSTGRES_PASSWORD === undefined) {
    faults.push('DATABASE_URL is missing: give it, or POSTGRES_PASSWORD with POSTGRES_HOST and the rest')
    return ''
  }
  const address = `postgres://${value.POSTGRES_HOST}:${value.POSTGRES_PORT}/`
  if (!URL.canParse(address)) {
    faults.push('POSTGRES_HOST must be the name or address of a host')
    return ''
  }
  const url = new URL(encodeURIComponent(value.POSTGRES_DB), address)
  url.username = encodeURIComponent(value.POSTGRES_USER)
  url.password = encodeURIComponent(value.POSTGRES_PASSWORD)
  return url.href
}

/** Telegraf drops the path of an API root that does not end in a slash. */
function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`
}
