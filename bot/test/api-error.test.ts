import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TelegramError } from 'telegraf'
import { type ApiErrorKind, apiErrorOf } from '../src/telegram/api-error.ts'

/** Telegram's own words, as its users quote them. */
const refusals: [code: number, description: string, kind: ApiErrorKind][] = [
  [403, 'Forbidden: bot was blocked by the user', 'unreachable'],
  [403, 'Forbidden: user is deactivated', 'unreachable'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'unreachable'],
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'unreachable'],
  [400, 'Bad Request: chat not found', 'unreachable'],
  [400, 'Bad Request: not enough rights to send text messages to the chat', 'unreachable'],
  [400, 'Bad Request: have no rights to send a message', 'unreachable'],
  [400, 'Bad Request: CHAT_RESTRICTED', 'unreachable'],
  [400, 'Bad Request: not enough rights to send photos to the chat', 'refused'],
  [400, 'Bad Request: not enough rights to send documents to the chat', 'refused'],
  [403, 'Forbidden: CHAT_SEND_PHOTOS_FORBIDDEN', 'refused'],
  [400, 'Bad Request: VOICE_MESSAGES_FORBIDDEN', 'refused'],
  [400, "Bad Request: can't parse entities: Unsupported start tag", 'refused'],
  [400, 'Bad Request: message thread not found', 'topic_gone'],
  [400, 'Bad Request: TOPIC_CLOSED', 'topic_gone'],
  [400, 'Bad Request: message to edit not found', 'gone'],
  [400, "Bad Request: message can't be deleted for everyone", 'gone'],
  [400, 'Bad Request: query is too old and response timeout expired or query ID is invalid', 'stale_query'],
  [409, 'Conflict: terminated by other getUpdates request', 'conflict'],
  [401, 'Unauthorized', 'unauthorized'],
  [404, 'Not Found', 'unauthorized'],
  [502, 'Bad Gateway', 'server'],
]

for (const [code, description, kind] of refusals) {
  test(`«${description}» means ${kind}`, () => {
    assert.equal(apiErrorOf('sendMessage', new TelegramError({ error_code: code, description })).kind, kind)
  })
}

test('what the network does is told from a mistake of ours', () => {
  assert.equal(apiErrorOf('sendMessage', new DOMException('slow', 'TimeoutError')).kind, 'network')
  const bug = apiErrorOf('sendMessage', new TypeError('x is not a function'))
  assert.equal(bug.kind, 'refused')
  assert.ok(bug.cause instanceof TypeError)
})
