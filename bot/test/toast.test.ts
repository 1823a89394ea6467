import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallbackQuery } from 'telegraf/types'
import { type CollectedUi, collectUi } from '../src/telegram/ui.ts'

const press: CallbackQuery = {
  id: '1',
  from: { id: 501, is_bot: false, first_name: 'Анна' },
  chat_instance: '1',
  data: 'task:1',
}

async function toasted(text: string): Promise<unknown> {
  const ui = collectUi({ chatId: 501, threadId: undefined, press })
  ui.toast(text)
  return (await answersOf(ui)).texts
}

async function answersOf(ui: CollectedUi): Promise<{ texts: unknown; failure: unknown }> {
  const answers: object[] = []
  const api = {
    async call<T>(_method: string, payload: object) {
      answers.push(payload)
      return true as T
    },
  }
  const failure = await ui.flush(api, assert.ifError).then(
    () => undefined,
    (error: unknown) => error,
  )
  return { texts: answers.map((answer) => ('text' in answer ? answer.text : undefined)), failure }
}

test('a toast is cut to what Telegram takes, and never within an emoji', async () => {
  const fits = 'я'.repeat(200)
  assert.deepEqual(await toasted(fits), [fits])
  assert.deepEqual(await toasted(`${'я'.repeat(199)}😀`), [`${'я'.repeat(199)}…`])
  assert.deepEqual(await toasted(`${'я'.repeat(198)}😀😀`), [`${'я'.repeat(198)}…`])
})

test('when work left for after the commit fails, the press is answered all the same, and the failure is known', async () => {
  const ui = collectUi({ chatId: 501, threadId: undefined, press })
  const bug = new Error('a bug')
  ui.later(() => Promise.reject(bug))
  ui.later(async () => ui.toast('готово'))
  assert.deepEqual(await answersOf(ui), { texts: ['готово'], failure: bug })
})
