import type * as Sentry from '@sentry/node'
import { describeError, type ErrorDescription } from './describe-error.ts'
import type { ErrorSource } from './metrics.ts'

/** Tags of an error report: short words of our own, never anything a person typed. */
export interface ErrorTags {
  errorId?: string
  handler?: string
  updateType?: string
  source: ErrorSource
}

export interface ErrorReports {
  /** False without a DSN: reports go nowhere. */
  readonly enabled: boolean
  report(error: unknown, tags: ErrorTags): void
  /** Waits until what was reported has left, at most `ms`. */
  close(ms: number): Promise<void>
  /** Whether the last report reached GlitchTip; undefined before the first, or without a DSN. */
  lastDelivery(): 'ok' | 'failed' | undefined
}

export interface ErrorReportOptions {
  dsn: string | undefined
  environment: string
  release: string
  instance: string
}

/** Without a DSN reports go nowhere. */
export const noErrorReports: ErrorReports = {
  enabled: false,
  report: () => undefined,
  close: async () => undefined,
  lastDelivery: () => undefined,
}

/**
 * Sends errors to GlitchTip. An event is built anew from the description of the error: type, code and stack frames.
 * Messages, request data, breadcrumbs, host and user never leave.
 */
export async function createErrorReports(options: ErrorReportOptions): Promise<ErrorReports> {
  if (options.dsn === undefined) return noErrorReports
  // only now: it is the heaviest package of all, half a second and 40 MB
  const sentry = await import('@sentry/node')
  let delivery: 'ok' | 'failed' | undefined
  const client = new sentry.NodeClient({
    dsn: options.dsn,
    environment: options.environment,
    release: `schoolbot@${options.release}`,
    serverName: options.instance,
    integrations: [],
    stackParser: sentry.defaultStackParser,
    transport: sentry.makeNodeTransport,
    sendClientReports: false,
  })
  client.on('afterSendEvent', (_event, response) => {
    delivery = response.statusCode !== undefined && response.statusCode < 300 ? 'ok' : 'failed'
  })
  return {
    enabled: true,
    report(error, tags) {
      client.captureEvent({
        level: 'error',
        exception: { values: exceptionsOf(describeError(error)) },
        tags: { ...tags },
      })
    },
    async close(ms) {
      await client.close(ms)
    },
    lastDelivery: () => delivery,
  }
}

/** Sentry wants the cause first and the outermost error last. */
function exceptionsOf(error: ErrorDescription): Sentry.Exception[] {
  const exception: Sentry.Exception = {
    type: error.type,
    value: error.code === undefined ? error.type : `code ${error.code}`,
    stacktrace: { frames: error.stack.map(frameOf).reverse() },
  }
  return error.cause === undefined ? [exception] : [...exceptionsOf(error.cause), exception]
}

function frameOf(frame: string): Sentry.StackFrame {
  const match = /^(?:async )?(?:(.*) \()?(.*):(\d+):(\d+)\)?$/.exec(frame)
  if (match === null) return {}
  const filename = (match[2] ?? '').replace(/^file:\/\//, '').replace(/^.*\/(?=(?:bot|node_modules)\/)/, '')
  return {
    filename,
    lineno: Number(match[3]),
    colno: Number(match[4]),
    in_app: !filename.includes('node_modules'),
    ...(match[1] === undefined ? {} : { function: match[1] }),
  }
}
