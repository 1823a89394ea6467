import type { UserFromGetMe } from 'telegraf/types'
import type { Config } from './config.ts'
import { createFeatures, handlerOf, handlersOf, hooksOf } from './features.ts'
import { createCanaryReport } from './http/canary-route.ts'
import { createHealthCheck } from './http/health.ts'
import { createHttpServer, webhookPath } from './http/server.ts'
import { poolCollector, sharedStateCollectors } from './http/shared-state-collectors.ts'
import { abortLater } from './platform/abort-later.ts'
import { startCollectors } from './platform/collectors.ts'
import { connectionFault } from './platform/connection-fault.ts'
import { createErrorReports } from './platform/error-report.ts'
import { isDatabaseAway, TransientFault } from './platform/fault.ts'
import type { Log } from './platform/log.ts'
import { createMetrics } from './platform/metrics.ts'
import { createDatabase, createPool, probeSchema } from './platform/postgres.ts'
import { createRedis } from './platform/redis.ts'
import { untilAvailable } from './platform/until-available.ts'
import { createApi } from './telegram/api.ts'
import { createSendCanary } from './telegram/canary.ts'
import { createHandleUpdate } from './telegram/handle-update.ts'
import { createInOrder } from './telegram/in-order.ts'
import type { IntakeDeps } from './telegram/intake-deps.ts'
import { createIntakeMonitor } from './telegram/intake-status.ts'
import { createKnownSeries } from './telegram/known-series.ts'
import { createPersonLimit } from './telegram/person-limit.ts'
import { createPresence } from './telegram/presence.ts'
import { createSendLimits } from './telegram/send-limits.ts'
import { memorySessions, redisSessions } from './telegram/session-stores.ts'
import { startDelivery } from './telegram/start-delivery.ts'
import { isTelegramAway, startPolling, startWebhook, takeUpdate } from './telegram/start-intake.ts'
import { createWebhookWatch } from './telegram/webhook-watch.ts'
import { type Worker, workerConcurrency } from './telegram/worker.ts'

/** What is being said to Telegram when the bot stops is finished within so long, or never. */
const lastCallsMs = 2_000

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
  const errors = await createErrorReports({
    dsn: config.glitchtipDsn?.reveal(),
    environment: config.environment,
    release: version,
    instance: config.instance,
  })
  parts.defer(() => errors.close(500))

  const database = {
    url: config.database.url.reveal(),
    tls: config.database.tls,
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
  const inOrder = createInOrder(metrics.updatesInFlight)
  const state: { ready: boolean; intake?: IntakeDeps; worker?: Worker } = { ready: false }

  const isReady = () => state.ready && !stopping.aborted
  const workerRunning = () => state.worker?.running() ?? false
  const seen = { intake: monitor.status, startedAt, now }
  const health = createHealthCheck({ ...seen, version, db, redis, errors, workerRunning })
  const sendCanary = createSendCanary({ db, log, isReady, workerRunning, signal: stopping })
  const canary = createCanaryReport(sendCanary, seen)
  const server = createHttpServer({
    ...{ log, metrics, errors, isReady, health, canary },
    webhook:
      intake.mode === 'webhook'
        ? {
            secret: intake.secret,
            async take(update) {
              if (state.intake === undefined) throw new TransientFault('starting')
              await takeUpdate(state.intake, update)
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

  const databaseWait = {
    ...{ log, signal: stopping },
    isAway: (error: unknown) => isDatabaseAway(error) && connectionFault(error) === undefined,
  }
  await untilAvailable('the database', () => probeSchema(db), databaseWait)
  const hangUp = abortLater(stopping, lastCallsMs)
  const api = createApi({ token: config.telegram.token, apiRoot: config.telegram.apiRoot, metrics, hangUp })
  const getMe = () => api.call<UserFromGetMe>('getMe', {})
  const me = await untilAvailable('Telegram', getMe, { log, signal: stopping, isAway: isTelegramAway })

  const makeFeatures = () => createFeatures({ config, db, api, me, metrics, health, now })
  const features = await untilAvailable('the database', makeFeatures, databaseWait)
  const allFeatures = [features.visitors, ...features.people]
  createKnownSeries(metrics, handlersOf(features))
  const afterCommit = createInOrder()
  parts.defer(() => afterCommit.idle())
  const handle = createHandleUpdate({
    ...{ db, api, me, afterCommit, log, metrics, errors, now },
    sessions: redis ? redisSessions(redis) : memorySessions(),
    handle: handlerOf(features, createPersonLimit(redis, me.id)),
  })

  const presence = createPresence({ ...database, log })
  parts.defer(() => presence.close())
  const delivery = {
    db,
    pool: workerPool,
    api,
    limits: createSendLimits(redis, me.id),
    hooks: hooksOf(features),
    onStart: presence.announce,
  }
  const worker = await untilAvailable(
    'the database',
    () => startDelivery({ ...delivery, log, metrics, errors, now, signal: stopping }, allFeatures),
    databaseWait,
  )
  parts.defer(() => worker.stop())
  state.worker = worker

  parts.defer(() => inOrder.idle())
  state.intake = { api, log, handle, inOrder, monitor, tryLead: presence.tryLead, now, signal: stopping }
  const { promise: failed, reject: fail } = Promise.withResolvers<never>()
  if (intake.mode === 'webhook') {
    const target = { url: new URL(webhookPath, intake.url).href, secret: intake.secret }
    await startWebhook(state.intake, target)
    parts.defer(startCollectors([createWebhookWatch(api, target.url, monitor, metrics, now)], metrics, log))
  } else {
    const polling = await startPolling(state.intake)
    const ended = polling.ended.catch(fail)
    parts.defer(() => ended)
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
