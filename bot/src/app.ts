import sql from 'sql-template-tag'
import type { UserFromGetMe } from 'telegraf/types'
import type { Config } from './config.ts'
import { handlerOf, hooksOf, features as schoolFeatures } from './features.ts'
import { startCollectors } from './http/collectors.ts'
import { checkHealth } from './http/health.ts'
import { createHttpServer, webhookPath } from './http/server.ts'
import { poolCollector, sharedStateCollectors } from './http/shared-state-collectors.ts'
import { createErrorReports } from './platform/error-report.ts'
import { TransientFault } from './platform/fault.ts'
import type { Log } from './platform/log.ts'
import { createMetrics } from './platform/metrics.ts'
import { createDatabase, createPool } from './platform/postgres.ts'
import { createRedis } from './platform/redis.ts'
import { untilAvailable } from './platform/until-available.ts'
import { createApi } from './telegram/api.ts'
import { ApiError } from './telegram/api-error.ts'
import { callDelivery, deliver } from './telegram/deliver.ts'
import { createHandleUpdate, type HandleUpdate, personKey } from './telegram/handle-update.ts'
import { createInOrder } from './telegram/in-order.ts'
import { createIntakeMonitor } from './telegram/intake-status.ts'
import { createSendLimits } from './telegram/limits.ts'
import { maintenanceCrons, maintenanceTasks } from './telegram/maintenance-job.ts'
import { poll } from './telegram/polling.ts'
import { createPresence } from './telegram/presence.ts'
import { createPersonLimit } from './telegram/rate-limit.ts'
import { memorySessions, redisSessions } from './telegram/session.ts'
import { deleteWebhook, setWebhook } from './telegram/set-webhook.ts'
import { createWebhookWatch } from './telegram/webhook-watch.ts'
import { startWorker, workerConcurrency } from './telegram/worker.ts'

export interface AppOptions {
  config: Config
  log: Log
  version: string
  /** Aborts to stop the bot. */
  signal: AbortSignal
  /** Called once updates are being taken in. */
  onReady?: (http: { url: string }) => void
  now?: () => Date
}

/**
 * Runs the bot until `signal` aborts. Parts that are away are waited for; it throws only what waiting does not mend:
 * a refused token, a taken port, a database without tables.
 *
 * One straight line: a part is made, and its end is registered beside it; they end in the opposite order.
 */
export async function runApp({
  config,
  log,
  version,
  signal,
  onReady,
  now = () => new Date(),
}: AppOptions): Promise<void> {
  const startedAt = now()
  // also aborts when a part of ours fails, so that the others stop waiting
  const stop = new AbortController()
  const stopping = AbortSignal.any([signal, stop.signal])
  await using parts = new AsyncDisposableStack()

  const metrics = createMetrics({ version, environment: config.environment })
  const errors = createErrorReports({
    dsn: config.glitchtipDsn?.reveal(),
    environment: config.environment,
    release: version,
    instance: config.instance,
  })
  parts.defer(() => errors.close(500))

  const database = {
    url: config.database.url.reveal(),
    ssl: config.database.ssl,
    onError: (err: Error) => log.debug({ err }, 'idle database connection lost'),
  }
  // two pools out of one allowance: the worker waiting for Telegram must not keep updates from the database
  const workerPoolMax = Math.min(workerConcurrency, Math.floor(config.database.poolMax / 2))
  const db = createDatabase({ ...database, max: config.database.poolMax - workerPoolMax })
  parts.defer(() => db.pool.end())
  const workerPool = parts.adopt(createPool({ ...database, max: workerPoolMax }), (pool) => pool.end())

  const redis =
    config.redisUrl && createRedis(config.redisUrl.reveal(), (err) => log.debug({ err }, 'redis connection'))
  if (redis) {
    parts.defer(() => redis.disconnect())
    void redis.connect().catch(() => undefined)
  }

  const { intake } = config.telegram
  const monitor = createIntakeMonitor(intake.mode, metrics)
  const inOrder = createInOrder()
  const state: { ready: boolean; handle?: HandleUpdate; workerRunning: () => boolean } = {
    ready: false,
    workerRunning: () => false,
  }

  const server = createHttpServer({
    log,
    metrics,
    errors,
    isReady: () => state.ready && !stopping.aborted,
    health: () =>
      checkHealth({
        version,
        db,
        redis,
        intake: monitor.status,
        workerRunning: () => state.workerRunning(),
        errors,
        startedAt,
        now,
      }),
    webhook:
      intake.mode === 'webhook'
        ? {
            secret: intake.secret,
            async take(update) {
              const { handle } = state
              if (handle === undefined || stopping.aborted) throw new TransientFault('stopping')
              await inOrder.run(personKey(update), () => handle(update))
              monitor.succeeded(now())
            },
          }
        : undefined,
  })
  parts.defer(() => server.close())
  const address = await server.listen({ host: config.http.host, port: config.http.port })

  parts.defer(
    startCollectors(
      [...sharedStateCollectors(db, metrics, now), poolCollector(db.pool, metrics)],
      metrics,
      log,
    ),
  )

  const waiting = { log, signal: stopping }
  await untilAvailable(
    'the database',
    () => db.one(sql`select count(*) from telegram_update where update_id = 0`),
    {
      ...waiting,
      isAway: (error) => error instanceof TransientFault,
    },
  )
  const api = createApi({ token: config.telegram.token, apiRoot: config.telegram.apiRoot, metrics })
  const telegramAway = (error: unknown) =>
    error instanceof ApiError && error.kind !== 'unauthorized' && error.kind !== 'refused'
  const me = await untilAvailable('Telegram', () => api.call<UserFromGetMe>('getMe', {}), {
    ...waiting,
    isAway: telegramAway,
  })

  const features = await schoolFeatures({ config, db, api, me, metrics, now })
  const afterCommit = createInOrder()
  parts.defer(() => afterCommit.idle())
  state.handle = createHandleUpdate({
    db,
    api,
    sessions: redis ? redisSessions(redis) : memorySessions(),
    me,
    handle: handlerOf(features, createPersonLimit(redis)),
    afterCommit,
    log,
    metrics,
    errors,
    now,
  })

  const limits = createSendLimits(redis)
  const all = [features.visitors, ...features.people]
  const deliveries = Object.assign({ call: callDelivery(api) }, ...all.map((feature) => feature.deliveries))
  const worker = await startWorker({
    pool: workerPool,
    log,
    tasks: {
      ...Object.assign({}, ...all.map((feature) => feature.tasks)),
      ...maintenanceTasks(db, now),
      async deliver(payload) {
        const { chatId } = payload as { chatId: number }
        const report = (error: unknown) => errors.report(error, { source: 'delivery' })
        await deliver(
          { db, log, metrics, limits, deliveries, hooks: hooksOf(features), report, now, signal: stopping },
          chatId,
        )
      },
    },
    crons: [...maintenanceCrons, ...all.flatMap((feature) => feature.crons ?? [])],
    onFailedJob(err, task) {
      log.warn({ err, task }, 'job failed')
      if (err instanceof TransientFault) return
      metrics.errors.inc({ source: 'job' })
      errors.report(err, { source: 'job', handler: task })
    },
  })
  parts.defer(() => worker.stop())
  state.workerRunning = worker.running
  const presence = createPresence({ url: database.url, ssl: database.ssl, log, workerId: worker.id })
  parts.defer(() => presence.close())

  const { promise: failed, reject: fail } = Promise.withResolvers<never>()
  parts.defer(() => inOrder.idle())
  if (intake.mode === 'webhook') {
    const target = { url: new URL(webhookPath, intake.url).href, secret: intake.secret }
    await untilAvailable('Telegram', () => setWebhook(api, target), { ...waiting, isAway: telegramAway })
    monitor.leads()
    parts.defer(startCollectors([createWebhookWatch(api, target.url, monitor, metrics, now)], metrics, log))
  } else {
    await untilAvailable('Telegram', () => deleteWebhook(api), { ...waiting, isAway: telegramAway })
    const deps = {
      api,
      log,
      handle: state.handle,
      inOrder,
      monitor,
      tryLead: presence.tryLead,
      now,
      signal: stopping,
    }
    const polling = poll(deps).catch(fail)
    parts.defer(() => polling)
  }

  state.ready = true
  log.info({ mode: intake.mode, version }, 'ready')
  onReady?.({ url: address })
  try {
    await Promise.race([aborted(stopping), failed])
  } finally {
    stop.abort()
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  if (signal.aborted) resolve()
  signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}
