import { TelegramError } from 'telegraf'

/** What a failed call of the Bot API means for the caller. */
export type ApiErrorKind =
  | 'unchanged' // the message already shows this
  | 'gone' // the message or topic does not exist any more, or cannot be edited
  | 'topic_gone'
  | 'stale_query' // a press too old to be answered
  | 'unreachable' // blocked, deactivated, kicked, never started, chat deleted
  | 'migrated' // the group became a supergroup
  | 'flood' // too many requests
  | 'conflict' // another poller, or a webhook is set
  | 'unauthorized' // the token is wrong or revoked
  | 'server' // 5xx
  | 'network' // no answer, or half of one
  | 'refused' // anything else: a request of ours that Telegram does not accept

/** A failed call without its payload, which would hold what people typed. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly method: string
  readonly kind: ApiErrorKind
  readonly code: number | undefined
  readonly retryAfterSeconds: number | undefined
  readonly migrateToChatId: number | undefined

  constructor(
    method: string,
    kind: ApiErrorKind,
    details: { code?: number; retryAfter?: number; migrateTo?: number; cause?: unknown } = {},
  ) {
    super(`${method}: ${kind}`, { cause: details.cause })
    this.method = method
    this.kind = kind
    this.code = details.code
    this.retryAfterSeconds = details.retryAfter
    this.migrateToChatId = details.migrateTo
  }
}

/** Telegram's own words (Bot API server 10.0), matched where the number alone does not tell. */
const descriptions: [RegExp, ApiErrorKind][] = [
  [/message is not modified/, 'unchanged'],
  [/message thread not found|TOPIC_CLOSED|TOPIC_DELETED|TOPIC_ID_INVALID/, 'topic_gone'],
  [
    /message to (edit|delete|be replied|reply|copy|forward) not found|message can't be (edited|deleted)|MESSAGE_ID_INVALID|there is no text in the message/,
    'gone',
  ],
  [/query is too old|query ID is invalid/, 'stale_query'],
  // this kind of file only: the chat takes other messages
  [/not enough rights to send (?!(text )?messages)|CHAT_SEND_(?!PLAIN)\w+_FORBIDDEN/, 'refused'],
  [
    /chat not found|user not found|PEER_ID_INVALID|group chat was deleted|CHAT_WRITE_FORBIDDEN|CHAT_SEND_PLAIN_FORBIDDEN|CHAT_RESTRICTED|not enough rights to send|have no rights to send|USER_IS_BLOCKED/,
    'unreachable',
  ],
]

const networkErrors = new Set(['FetchError', 'AbortError', 'TimeoutError'])

/** Classifies whatever a call threw. */
export function apiErrorOf(method: string, error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (!(error instanceof TelegramError)) {
    // node-fetch names what the network does; anything else is thrown by what we asked for
    const isNetwork = error instanceof Error && networkErrors.has(error.name)
    return new ApiError(method, isNetwork ? 'network' : 'refused', { cause: error })
  }
  const { code, parameters } = error
  if (parameters && 'migrate_to_chat_id' in parameters) {
    return new ApiError(method, 'migrated', { code, migrateTo: parameters.migrate_to_chat_id })
  }
  if (code === 429) {
    const retryAfter = parameters && 'retry_after' in parameters ? parameters.retry_after : 1
    return new ApiError(method, 'flood', { code, retryAfter })
  }
  return new ApiError(method, kindOf(code, error.description), { code })
}

function kindOf(code: number, description: string): ApiErrorKind {
  const known = descriptions.find(([pattern]) => pattern.test(description))
  if (known) return known[1]
  if (code === 401) return 'unauthorized'
  // the Bot API server answers 404 to a token it does not know
  if (code === 404 && description === 'Not Found') return 'unauthorized'
  if (code === 403) return 'unreachable'
  if (code === 409) return 'conflict'
  if (code >= 500) return 'server'
  return 'refused'
}
