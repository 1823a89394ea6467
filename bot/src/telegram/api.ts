import { Agent } from 'node:https'
import { Telegram } from 'telegraf'
import type { Metrics } from '../platform/metrics.ts'
import type { Secret } from '../platform/secret.ts'
import { sleep } from '../platform/sleep.ts'
import { ApiError, apiErrorOf } from './api-error.ts'

/** The only way to the Bot API. Every call is bounded in time, counted, and fails with an ApiError. */
export interface Api {
  /** `T` is the result that the Bot API documents for the method. */
  call<T = unknown>(method: string, payload: object, options?: CallOptions): Promise<T>
}

export interface CallOptions {
  timeoutMs?: number
  signal?: AbortSignal
  /** Tries once more when Telegram is busy for a moment: for what nobody repeats otherwise. */
  insists?: boolean
}

export interface ApiOptions {
  token: Secret
  apiRoot: string
  metrics: Metrics
  /** Aborts the calls that are still under way: the process ends now. */
  hangUp: AbortSignal
}

/** Telegraf 4.16 types the methods of Bot API 7.1 only, and wants the signal of a polyfill; both work at run time. */
type UntypedCall = (method: string, payload: object, options: { signal: AbortSignal }) => Promise<unknown>

const callTimeoutMs = 15_000
const longestPauseSeconds = 3

export function createApi({ token, apiRoot, metrics, hangUp }: ApiOptions): Api {
  // https only: for an http root (the sandbox, a local server) Telegraf takes node's global agent
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const telegram = new Telegram(token.reveal(), { apiRoot, agent, webhookReply: false })
  const callApi = telegram.callApi.bind(telegram) as unknown as UntypedCall
  async function callOnce(method: string, payload: object, options: CallOptions): Promise<unknown> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? callTimeoutMs)
    const signal = AbortSignal.any([timeout, hangUp, ...(options.signal ? [options.signal] : [])])
    try {
      const result = await callApi(method, payload, { signal })
      metrics.telegramCalls.inc({ method, result: 'ok' })
      return result
    } catch (error) {
      const failure = apiErrorOf(method, error)
      metrics.telegramCalls.inc({ method, result: failure.kind })
      throw failure
    }
  }
  return {
    async call<T>(method: string, payload: object, options: CallOptions = {}): Promise<T> {
      const started = performance.now()
      try {
        return (await callOnce(method, payload, options)) as T
      } catch (error) {
        const pauseMs = options.insists ? pauseBeforeRetry(error, performance.now() - started) : undefined
        if (pauseMs === undefined) throw error
        await sleep(pauseMs, hangUp)
        return (await callOnce(method, payload, options)) as T
      }
    },
  }
}

/** Undefined when another try at once would not help. */
function pauseBeforeRetry(error: unknown, tookMs: number): number | undefined {
  if (!(error instanceof ApiError)) return undefined
  const { kind, retryAfterSeconds = 1 } = error
  if (kind === 'flood') return retryAfterSeconds <= longestPauseSeconds ? retryAfterSeconds * 1000 : undefined
  // an answer that did not come in time is no passing fault
  const isQuick = (kind === 'network' || kind === 'server') && tookMs < 1_000
  return isQuick ? 300 : undefined
}
