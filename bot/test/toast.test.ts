import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallbackQuery } from 'telegraf/types'
import { collectUi } from '../src/telegram/ui.ts'

const press: CallbackQuery = {
  id: '1',
  from: { id: 501, is_bot: false, first_name: 'Анна' },
  chat_instance: '1',
  data: 'task:1',
}

async function toasted(text: string): Promise<unknown> {
  const ui = collectUi({ chatId: 501, threadId: undefined, press })
  ui.toast(text)
  const answers: object[] = []
  const api = {
    async call<T>(_method: string, payload: object) {
      answers.push(payload)
      return true as T
    },
  }
  await ui.flush(api, assert.ifError)
  return answers.map((answer) => ('text' in answer ? answer.text : undefined))
}

test('a toast is cut to what Telegram takes, and never within an emoji', async () => {
  const fits = 'я'.repeat(200)
  assert.deepEqual(await toasted(fits), [fits])
  assert.deepEqual(await toasted(`${'я'.repeat(199)}😀`), [`${'я'.repeat(199)}…`])
  assert.deepEqual(await toasted(`${'я'.repeat(198)}😀😀`), [`${'я'.repeat(198)}…`])
})
