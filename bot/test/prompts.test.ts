import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPrompts } from '../src/telegram/prompts.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

test('the next question takes the buttons off the one before, and so does the end of the dialogue', () => {
  const prompts = createPrompts()
  assert.equal(prompts.settle('chat', { shown: 1, asks: true }), undefined)
  assert.equal(prompts.settle('chat', { shown: undefined, asks: true }), undefined, 'still open')
  assert.equal(prompts.settle('chat', { shown: 2, asks: true }), 1)
  assert.equal(prompts.settle('chat', { shown: 2, asks: true }), undefined, 'the same message, edited')
  assert.equal(prompts.settle('other', { shown: 9, asks: false }), undefined)
  assert.equal(prompts.settle('chat', { shown: undefined, asks: false }), 2)
  assert.equal(prompts.settle('chat', { shown: 5, asks: false }), undefined)
})

test('no more chats are remembered than allowed', () => {
  const prompts = createPrompts(2)
  for (const chat of ['a', 'b', 'c']) prompts.settle(chat, { shown: 1, asks: true })
  assert.equal(prompts.settle('a', { shown: undefined, asks: false }), undefined)
  assert.equal(prompts.settle('c', { shown: undefined, asks: false }), 1)
})

test('a question answered in words loses its buttons', async () => {
  await using school = await startSchool()
  const anna = await school.person('Анна', 'staff')
  await anna.send('/new')
  await anna.waitFor((message) => message.buttons?.flat().some(({ text }) => text.includes('Принтеры')))
  await anna.press('Принтеры')
  const place = await anna.waitFor((message) => message.text?.includes('Где это'))
  assert.ok(place.buttons?.flat().length)
  await anna.send('Кабинет 204')
  await until('the buttons of the answered question are gone', async () => {
    const asked = (await anna.messages()).find(({ messageId }) => messageId === place.messageId)
    return (asked?.buttons ?? []).flat().length === 0
  })
})
