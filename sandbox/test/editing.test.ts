import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fixture, openSandbox } from './sandbox-fixture.ts'

const yes = { inline_keyboard: [[{ text: 'Да', callback_data: 'yes' }]] }

async function withCard(box: Fixture) {
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('/start')
  const { result } = await box.call('sendMessage', { chat_id: maria.id, text: 'Заявка', reply_markup: yes })
  const message_id = Number(result['message_id'])
  const edit = (params: object) => box.call('editMessageText', { chat_id: maria.id, message_id, ...params })
  return { maria, message_id, edit }
}

test('an edit shows itself, keeps the id and takes away a keyboard it does not repeat', async () => {
  await using box = await openSandbox()
  const { maria, message_id, edit } = await withCard(box)
  assert.ok((await edit({ text: 'Заявка взята' })).ok)
  const shown = await maria.waitFor((message) => message.text === 'Заявка взята')
  assert.equal(shown.messageId, message_id)
  assert.equal(shown.buttons, undefined)
  assert.ok(shown.editDate)
  assert.ok((await edit({ text: 'Заявка взята', reply_markup: yes })).ok, 'a new keyboard is a change')
})

test('an edit that changes nothing is refused', async () => {
  await using box = await openSandbox()
  const { maria, message_id, edit } = await withCard(box)
  const words =
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'
  assert.equal((await edit({ text: 'Заявка', reply_markup: yes })).description, words)
  const markup = { chat_id: maria.id, message_id, reply_markup: yes }
  assert.equal((await box.call('editMessageReplyMarkup', markup)).description, words)
  assert.ok((await box.call('editMessageReplyMarkup', { chat_id: maria.id, message_id })).ok)
  assert.equal((await maria.messages()).at(-1)?.buttons, undefined)
})

test('only own messages that are still there can be edited', async () => {
  await using box = await openSandbox()
  const { maria, message_id, edit } = await withCard(box)
  const foreign = await maria.send('моё')
  assert.equal(
    (await edit({ text: 'x', message_id: foreign.messageId })).description,
    "Bad Request: message can't be edited",
  )
  assert.equal(
    (await edit({ text: 'x', message_id: 999 })).description,
    'Bad Request: message to edit not found',
  )
  assert.equal(
    (await edit({ text: 'x', message_id: undefined })).description,
    'Bad Request: message identifier is not specified',
  )
  await maria.delete(message_id)
  assert.equal((await edit({ text: 'x' })).description, 'Bad Request: message to edit not found')
  assert.equal(
    (await box.call('editMessageCaption', { chat_id: maria.id, message_id: foreign.messageId })).description,
    "Bad Request: message can't be edited",
  )
})

test('captions are edited on files, texts on texts', async () => {
  await using box = await openSandbox()
  const { maria, message_id } = await withCard(box)
  const caption = { chat_id: maria.id, message_id, caption: 'подпись' }
  assert.equal(
    (await box.call('editMessageCaption', caption)).description,
    'Bad Request: there is no caption in the message to edit',
  )
  const { media } = await maria.sendPhoto()
  const photo = await box.call('sendPhoto', { chat_id: maria.id, photo: media?.fileId })
  const target = { chat_id: maria.id, message_id: photo.result['message_id'] }
  assert.equal(
    (await box.call('editMessageText', { ...target, text: 'x' })).description,
    'Bad Request: there is no text in the message to edit',
  )
  assert.ok((await box.call('editMessageCaption', { ...target, caption: 'подпись' })).ok)
  assert.equal((await maria.messages()).at(-1)?.caption, 'подпись')
})

test('messages are deleted within 48 hours, and not twice', async () => {
  await using box = await openSandbox()
  const { maria, message_id } = await withCard(box)
  const remove = () => box.call('deleteMessage', { chat_id: maria.id, message_id })
  const other = await maria.send('старое')
  assert.ok((await remove()).ok)
  assert.equal((await remove()).description, 'Bad Request: message to delete not found')
  await box.driver.advanceClock(49 * 3_600_000)
  const old = { chat_id: maria.id, message_id: other.messageId }
  assert.equal((await box.call('deleteMessage', old)).description, "Bad Request: message can't be deleted")
  assert.ok((await box.call('deleteMessages', { chat_id: maria.id, message_ids: [message_id, 999] })).ok)
  const many = Array.from({ length: 101 }, (_, index) => index + 1)
  assert.equal(
    (await box.call('deleteMessages', { chat_id: maria.id, message_ids: many })).description,
    'Bad Request: too many message identifiers specified',
  )
})

test('keyboards are checked as Telegram checks them', async () => {
  await using box = await openSandbox()
  const { maria } = await withCard(box)
  const refusal = async (button: object) => {
    const reply_markup = { inline_keyboard: [[button]] }
    return (await box.call('sendMessage', { chat_id: maria.id, text: 'x', reply_markup })).description
  }
  assert.equal(
    await refusal({ text: 'a', callback_data: 'я'.repeat(33) }),
    'Bad Request: BUTTON_DATA_INVALID',
    'over 64 bytes',
  )
  assert.equal(await refusal({ text: 'a', callback_data: 'я'.repeat(32) }), undefined)
  assert.equal(await refusal({ text: 'a', callback_data: '' }), 'Bad Request: BUTTON_DATA_INVALID')
  assert.match(await refusal({ text: 'a' }), /Text buttons are unallowed in the inline keyboard/)
  assert.match(await refusal({ callback_data: 'x' }), /can't find field "text"/)
  assert.match(await refusal({ text: '', callback_data: 'x' }), /button text must be non-empty/)
  assert.match(await refusal({ text: 'a', callback_data: 'x', url: 'https://a.ru' }), /exactly one/)
  assert.match(await refusal({ text: 'a', url: 'http://localhost:80' }), /Wrong HTTP URL/)
  assert.equal(await refusal({ text: 'a', url: 'https://school.ru/x' }), undefined)
  assert.equal(await refusal({ text: 'a', url: `tg://user?id=${maria.id}` }), undefined)
  const wide = Array.from({ length: 9 }, () => ({ text: 'a', callback_data: 'x' }))
  const reply_markup = { inline_keyboard: [wide] }
  assert.equal(
    (await box.call('sendMessage', { chat_id: maria.id, text: 'x', reply_markup })).description,
    'Bad Request: reply markup is too long',
  )
})

test('a message edited by its author comes to the bot as edited_message', async () => {
  await using box = await openSandbox()
  const { maria } = await withCard(box)
  const { messageId } = await maria.send('сломался принтр')
  await maria.edit(messageId, 'сломался принтер')
  const last = (await box.driver.pendingUpdates()).at(-1)
  const edited = last?.['edited_message']
  assert.deepEqual(Object(edited).text && [Object(edited).text, Object(edited).message_id], [
    'сломался принтер',
    messageId,
  ])
})
