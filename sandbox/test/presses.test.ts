import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fixture, openSandbox } from './sandbox-fixture.ts'

async function asked(box: Fixture) {
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('/start')
  const reply_markup = {
    inline_keyboard: [
      [
        { text: '✅ Взять', callback_data: 'take:1' },
        { text: 'Сайт', url: 'https://school.ru' },
        { text: 'Номер', copy_text: { text: '№ 15' } },
      ],
    ],
  }
  const { result } = await box.call('sendMessage', { chat_id: maria.id, text: 'Заявка', reply_markup })
  const answer = (id: string, params: object = {}) =>
    box.call('answerCallbackQuery', { callback_query_id: id, ...params })
  return { maria, messageId: Number(result['message_id']), answer }
}

const tooOld = 'Bad Request: query is too old and response timeout expired or query ID is invalid'

test('a press reaches the bot with its message and gets one answer', async () => {
  await using box = await openSandbox()
  const { maria, messageId, answer } = await asked(box)
  const press = await maria.press('Взять')
  assert.ok(press.outcome.kind === 'callback')
  const update = (await box.driver.pendingUpdates()).at(-1)
  assert.equal(update?.update_id, press.outcome.updateId)
  const query = Object(update?.['callback_query'])
  assert.deepEqual([query.data, query.from.id, query.message.message_id], ['take:1', maria.id, messageId])
  assert.ok((await answer(press.outcome.id, { text: 'Взято', show_alert: true })).ok)
  assert.deepEqual(await press.answered(), { text: 'Взято', showAlert: true })
  assert.equal((await answer(press.outcome.id)).description, tooOld, 'a second answer comes too late')
})

test('a press not answered in time is too old', async () => {
  await using box = await openSandbox()
  const { maria, answer } = await asked(box)
  const { outcome } = await maria.press('Взять')
  assert.ok(outcome.kind === 'callback')
  const long = await answer(outcome.id, { text: 'я'.repeat(201) })
  assert.equal(long.description, 'Bad Request: MESSAGE_TOO_LONG')
  await box.driver.advanceClock(15_001)
  assert.equal((await answer(outcome.id)).description, tooOld)
  assert.equal((await answer('123')).description, tooOld)
})

test('link and copy buttons stay in the app', async () => {
  await using box = await openSandbox()
  const { maria } = await asked(box)
  assert.deepEqual((await maria.press('Сайт')).outcome, { kind: 'url', url: 'https://school.ru' })
  assert.deepEqual((await maria.press('Номер')).outcome, { kind: 'copy', text: '№ 15' })
  const made = await box.driver.updateHistory()
  assert.ok(made.every((update) => !('callback_query' in update)))
})

test('only buttons that are there can be pressed, unless the press is forged', async () => {
  await using box = await openSandbox()
  const { maria, messageId } = await asked(box)
  await assert.rejects(maria.press('Удалить'), /no button "Удалить".*there are: "✅ Взять", "Сайт", "Номер"/)
  await assert.rejects(maria.pressData('take:2'), /no button/)
  await box.call('editMessageText', { chat_id: maria.id, message_id: messageId, text: 'Взята' })
  await assert.rejects(maria.press('Взять'), /there are: none/)
  await maria.pressData('take:2', { forge: true })
  const update = (await box.driver.pendingUpdates()).at(-1)
  assert.equal(Object(update?.['callback_query']).data, 'take:2')
})

test('keys of the reply keyboard send their text, the contact or a place', async () => {
  await using box = await openSandbox()
  const { maria } = await asked(box)
  const show = (reply_markup: object) =>
    box.call('sendMessage', { chat_id: maria.id, text: 'Меню', reply_markup })
  await show({
    keyboard: [['Новая заявка'], [{ text: 'Телефон', request_contact: true }]],
    one_time_keyboard: true,
    input_field_placeholder: 'Выберите',
  })
  const { replyKeyboard } = await maria.chat()
  assert.deepEqual(
    replyKeyboard?.rows.flat().map(({ text }) => text),
    ['Новая заявка', 'Телефон'],
  )
  assert.equal(replyKeyboard?.placeholder, 'Выберите')
  assert.equal((await maria.tap('Телефон')).contact?.firstName, 'Мария')
  assert.equal((await maria.chat()).replyKeyboard, undefined, 'a one-time keyboard goes')
  await assert.rejects(maria.tap('Новая заявка'), /no key/)
  await show({ keyboard: [['Новая заявка']] })
  assert.equal((await maria.tap('Новая')).text, 'Новая заявка')
  await show({ remove_keyboard: true })
  assert.equal((await maria.chat()).replyKeyboard, undefined)
  await show({ force_reply: true, input_field_placeholder: 'Ответ' })
  assert.equal((await maria.chat()).forceReply?.placeholder, 'Ответ')
})

test('waiting in vain tells what did arrive', async () => {
  await using box = await openSandbox()
  const { maria } = await asked(box)
  await assert.rejects(
    maria.waitFor((message) => message.text === 'Другое', { withinMs: 50, since: 'start' }),
    /Мария saw no such message[\s\S]*#2 Заявка \[✅ Взять\]/,
  )
})
