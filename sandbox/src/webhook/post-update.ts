import { isRecord } from '../params.ts'
import type { TgUpdate } from '../telegram-objects.ts'
import type { Webhook } from '../world.ts'

/** A method the bot calls in its answer, instead of by a request of its own. */
export type WebhookReply = { method: string; fields: Record<string, unknown> }

export type PostResult =
  | { ok: true; reply: WebhookReply | undefined }
  | { ok: false; words: string; retryAfterMs?: number | undefined }

const answerWithinMs = 60_000
const longestRetryAfterSeconds = 3600

/** One delivery attempt. Only 2xx counts as delivered; redirects are not followed. */
export async function postUpdate(webhook: Webhook, update: TgUpdate, stop: AbortSignal): Promise<PostResult> {
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        ...(webhook.secretToken !== undefined && {
          'x-telegram-bot-api-secret-token': webhook.secretToken,
        }),
      },
      body: JSON.stringify(update),
      signal: AbortSignal.any([stop, AbortSignal.timeout(answerWithinMs)]),
    })
    const body = await response.text()
    if (response.ok) return { ok: true, reply: replyFrom(body) }
    const words = `Wrong response from the webhook: ${response.status} ${response.statusText}`
    return { ok: false, words, retryAfterMs: retryAfterFrom(response) }
  } catch (error) {
    return { ok: false, words: wordsFor(error) }
  }
}

function replyFrom(body: string): WebhookReply | undefined {
  if (!body.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(body)
    if (!isRecord(value) || typeof value['method'] !== 'string') return undefined
    const { method, ...fields } = value
    return { method, fields }
  } catch {
    return undefined
  }
}

function retryAfterFrom(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds > 0
    ? Math.min(seconds, longestRetryAfterSeconds) * 1000
    : undefined
}

function wordsFor(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ECONNREFUSED') return 'Connection refused'
  if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET') return 'Connection closed'
  return error instanceof Error && error.name === 'TimeoutError'
    ? 'Read timeout expired'
    : 'Connection failed'
}
