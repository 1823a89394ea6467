import type { Redis } from 'ioredis'
import type { ErrorReports } from '../platform/error-report.ts'
import type { Database } from '../platform/postgres.ts'
import { type DatabaseAnswer, probeDatabase } from '../platform/probe-database.ts'
import { shareRun } from '../platform/share-run.ts'
import type { IntakeStatus } from '../telegram/intake-status.ts'
import type { WebhookReading } from '../telegram/webhook-reading.ts'

export interface Check {
  status: 'ok' | 'degraded' | 'down' | 'off'
  /** One short word or two; never an address or a secret. */
  detail?: string
  /** Of the check of Telegram: what it last said of the webhook. Ages in seconds. */
  webhook?: WebhookCheck
}

export interface WebhookCheck {
  url: string
  ours: boolean
  pending: number
  last_error?: { words: string; age_s: number }
  /** So long ago Telegram was asked. */
  asked_s: number
}

export interface Health {
  status: 'ok' | 'degraded' | 'down'
  version: string
  uptime_s: number
  checks: Record<'postgres' | 'redis' | 'telegram' | 'worker' | 'glitchtip', Check>
}

/** What is known of the intake, and when it is looked at. */
export interface Seen {
  intake: IntakeStatus
  startedAt: Date
  now: () => Date
}

export interface HealthDeps extends Seen {
  version: string
  db: Database
  redis: Redis | undefined
  workerRunning: () => boolean
  errors: ErrorReports
}

const checkTimeoutMs = 1_500
/** A poll returns after 25 s at the latest, and its connection is given up after 35. */
const intakeSilentMs = 45_000

/** The checks of this replica. However many ask at once, all get the answer of one look. */
export function createHealthCheck(deps: HealthDeps): () => Promise<Health> {
  return shareRun(() => checkHealth(deps))
}

/** Looks at every part at once and never takes longer than two seconds. */
async function checkHealth(deps: HealthDeps): Promise<Health> {
  const [postgres, redis] = await Promise.all([
    databaseCheck(deps.db),
    deps.redis ? probe(deps.redis.ping()) : ({ status: 'off' } satisfies Check),
  ])
  const checks = {
    postgres,
    redis,
    telegram: { ...intakeCheck(deps), ...webhookCheck(deps.intake.webhook, deps.now()) },
    worker: deps.workerRunning()
      ? ({ status: 'ok' } as const)
      : ({ status: 'degraded', detail: 'stopped' } as const),
    glitchtip: reportsCheck(deps.errors),
  }
  return {
    status: statusOf(checks),
    version: deps.version,
    uptime_s: Math.round((deps.now().getTime() - deps.startedAt.getTime()) / 1000),
    checks,
  }
}

function statusOf(checks: Health['checks']): Health['status'] {
  if ([checks.postgres, checks.redis, checks.telegram].some(({ status }) => status === 'down')) return 'down'
  return Object.values(checks).some(({ status }) => status === 'degraded' || status === 'down')
    ? 'degraded'
    : 'ok'
}

async function databaseCheck({ pool }: Database): Promise<Check> {
  const checks: Record<DatabaseAnswer, Check> = {
    ok: { status: 'ok' },
    busy: { status: 'degraded', detail: 'all connections are taken' },
    none: { status: 'down', detail: 'no answer' },
  }
  return checks[await probeDatabase(pool, checkTimeoutMs)]
}

async function probe(answer: Promise<unknown>): Promise<Check> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('no answer')), checkTimeoutMs)
  try {
    await Promise.race([answer, late.promise])
    return { status: 'ok' }
  } catch {
    return { status: 'down', detail: 'no answer' }
  } finally {
    clearTimeout(timer)
  }
}

/** How this replica hears from Telegram. */
export function intakeCheck({ intake, startedAt, now }: Seen): Check {
  const { mode, role, lastSuccess, problem } = intake
  if (problem === 'conflict') return { status: 'down', detail: 'conflict: another poller uses this token' }
  const silentMs = now().getTime() - (lastSuccess ?? startedAt).getTime()
  const silent = silentMs > intakeSilentMs
  if (problem !== undefined) return { status: silent ? 'down' : 'degraded', detail: problem }
  if (role === 'standby') return { status: 'ok', detail: 'standby' }
  // behind a webhook silence is no fault: nobody may have written
  if (mode === 'polling' && silent) return { status: 'down', detail: 'silent' }
  return { status: 'ok', detail: mode }
}

function webhookCheck(reading: WebhookReading | undefined, now: Date): { webhook?: WebhookCheck } {
  if (reading === undefined) return {}
  const { url, isOurs: ours, pending, lastError, at } = reading
  const secondsSince = (then: Date) => Math.max(0, Math.round((now.getTime() - then.getTime()) / 1000))
  const last_error = lastError && { words: lastError.words, age_s: secondsSince(lastError.at) }
  return { webhook: { url, ours, pending, ...(last_error && { last_error }), asked_s: secondsSince(at) } }
}

function reportsCheck(errors: ErrorReports): Check {
  const last = errors.lastDelivery()
  if (!errors.enabled) return { status: 'off' }
  return last === 'failed' ? { status: 'degraded', detail: 'last report not delivered' } : { status: 'ok' }
}
