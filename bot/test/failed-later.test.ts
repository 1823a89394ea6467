import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Update } from 'telegraf/types'
import { callbackData } from '../src/telegram/callback-data.ts'
import { bareBot, message } from './bare-bot.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database[Symbol.asyncDispose]())

const lookButton = callbackData('look', {})
const fail = () => Promise.reject(new TypeError('bug'))

function failingBot() {
  return bareBot(database.db, (router) => {
    router.command('look', (ctx) => ctx.ui.later(fail))
    router.button(lookButton, (ctx) => ctx.ui.later(fail))
  })
}

function textsOf(calls: readonly { method: string; payload: object }[]) {
  return calls.map(({ method, payload }) => [method, 'text' in payload ? String(payload.text) : undefined])
}

test('who asks for what cannot be shown after the commit is told so, with an id of the error', async () => {
  const { handle, afterCommit, calls, metrics } = failingBot()
  assert.equal(await handle(message('/look', 621)), 'handled')
  await afterCommit.idle()
  const [[method, text] = []] = textsOf(calls)
  assert.equal(calls.length, 1)
  assert.equal(method, 'sendMessage')
  assert.match(text ?? '', /Не получилось: это наша ошибка.* код <code>[0-9a-f]{8}<\/code>/)
  assert.match(await metrics.registry.metrics(), /source="ui"[^\n]*\} 1/)
})

test('who presses for what cannot be shown after the commit is told so over the chat', async () => {
  const { handle, afterCommit, calls } = failingBot()
  const { update_id } = message('', 622)
  const from = { id: 622, is_bot: false, first_name: 'Анна' }
  const pressed: Update = {
    update_id,
    callback_query: {
      id: '1',
      from,
      chat_instance: '1',
      data: lookButton.pack({}),
      message: {
        message_id: 7,
        date: 0,
        chat: { id: 622, type: 'private', first_name: 'Анна' },
        text: '?',
        from,
      },
    },
  }
  assert.equal(await handle(pressed), 'handled')
  await afterCommit.idle()
  const [[method, text] = []] = textsOf(calls)
  assert.equal(calls.length, 1)
  assert.equal(method, 'answerCallbackQuery')
  assert.match(text ?? '', /ошибка на нашей стороне\. Код [0-9a-f]{8}$/)
})

test('a group is not told of errors', async () => {
  const { handle, afterCommit, calls } = failingBot()
  const update = message('/look', 623)
  const chat = { id: -100_623, type: 'group', title: 'Учительская' } as const
  assert.ok('message' in update)
  const inGroup: Update = { ...update, message: { ...update.message, chat } }
  assert.equal(await handle(inGroup), 'handled')
  await afterCommit.idle()
  assert.deepEqual(calls, [])
})
