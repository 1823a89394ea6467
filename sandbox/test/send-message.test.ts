import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRecord } from '../src/params.ts'
import { type Fixture, openSandbox, token } from './sandbox-fixture.ts'

async function chatWithMaria(box: Fixture) {
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('/start')
  const send = (params: object) => box.call('sendMessage', { chat_id: maria.id, ...params })
  return { maria, send }
}

test('the bot knows only people it has met, and may write only after they did', async () => {
  await using box = await openSandbox()
  const stranger = await box.driver.person({ firstName: 'Незнакомка' })
  const write = () => box.call('sendMessage', { chat_id: stranger.id, text: 'Здравствуйте' })
  assert.equal((await write()).description, 'Bad Request: chat not found')
  await box.driver.group({ title: 'Общая', members: [stranger] })
  const refused = await write()
  assert.equal(refused.error_code, 403)
  assert.equal(refused.description, "Forbidden: bot can't initiate conversation with a user")
  await stranger.send('/start')
  assert.ok((await write()).ok)
  assert.equal(
    (await box.call('sendMessage', { chat_id: 'Мария', text: 'x' })).description,
    'Bad Request: chat not found',
  )
  assert.equal((await box.call('sendMessage', { text: 'x' })).description, 'Bad Request: chat_id is empty')
})

test('blocked and deactivated people are refused as Telegram refuses them', async () => {
  await using box = await openSandbox()
  const { maria, send } = await chatWithMaria(box)
  await maria.block()
  const refused = await send({ text: 'Вы тут?' })
  assert.equal(refused.error_code, 403)
  assert.equal(refused.description, 'Forbidden: bot was blocked by the user')
  assert.equal(
    (await box.call('sendChatAction', { chat_id: maria.id, action: 'typing' })).description,
    refused.description,
  )
  await maria.unblock()
  assert.ok((await send({ text: 'С возвращением' })).ok)
  await maria.deactivate()
  assert.equal((await send({ text: 'Ау' })).description, 'Forbidden: user is deactivated')
})

test('text is measured in UTF-16 units after its entities are parsed', async () => {
  await using box = await openSandbox()
  const { send } = await chatWithMaria(box)
  assert.equal((await send({ text: '' })).description, 'Bad Request: message text is empty')
  assert.equal((await send({ text: ' \n ' })).description, 'Bad Request: text must be non-empty')
  assert.equal(
    (await send({ text: '<b></b>', parse_mode: 'HTML' })).description,
    'Bad Request: text must be non-empty',
  )
  assert.ok((await send({ text: 'я'.repeat(4096) })).ok)
  assert.equal((await send({ text: 'я'.repeat(4097) })).description, 'Bad Request: message is too long')
  assert.equal((await send({ text: '😀'.repeat(2049) })).description, 'Bad Request: message is too long')
  const marked = `<b>${'я'.repeat(4096)}</b>`
  assert.ok((await send({ text: marked, parse_mode: 'HTML' })).ok, 'tags do not count')
})

test('space around a text is dropped and its entities move along', async () => {
  await using box = await openSandbox()
  const { send } = await chatWithMaria(box)
  const { result } = await send({ text: '  <b>Заявка</b> \n', parse_mode: 'HTML' })
  assert.equal(result['text'], 'Заявка')
  assert.deepEqual(result['entities'], [{ type: 'bold', offset: 0, length: 6 }])
})

test('a link to a person becomes a mention, of a stranger bare text', async () => {
  await using box = await openSandbox()
  const { maria, send } = await chatWithMaria(box)
  const link = (id: number) => `<a href="tg://user?id=${id}">Мария</a>`
  const { result } = await send({ text: link(maria.id), parse_mode: 'HTML' })
  const user = { id: maria.id, is_bot: false, first_name: 'Мария', language_code: 'ru' }
  assert.deepEqual(result['entities'], [{ type: 'text_mention', offset: 0, length: 5, user }])
  const stranger = await send({ text: link(77), parse_mode: 'HTML' })
  assert.deepEqual([stranger.result['text'], stranger.result['entities']], ['Мария', undefined])
})

test('a reply needs its message, unless it may go without', async () => {
  await using box = await openSandbox()
  const { maria, send } = await chatWithMaria(box)
  const { messageId } = await maria.send('вопрос')
  const { result } = await send({ text: 'ответ', reply_parameters: { message_id: messageId } })
  const quoted = result['reply_to_message']
  assert.equal(isRecord(quoted) && quoted['text'], 'вопрос')
  const lost = { message_id: 999 }
  assert.equal(
    (await send({ text: 'ответ', reply_parameters: lost })).description,
    'Bad Request: message to be replied not found',
  )
  assert.ok((await send({ text: 'x', reply_parameters: { ...lost, allow_sending_without_reply: true } })).ok)
  assert.equal(
    (await send({ text: 'x', reply_to_message_id: 999 })).description,
    'Bad Request: message to be replied not found',
  )
  assert.equal(
    (await send({ text: 'x', message_thread_id: 5 })).description,
    'Bad Request: message thread not found',
  )
})

test('parameters may come by query, form, multipart and JSON, in any case of the method name', async () => {
  await using box = await openSandbox()
  const { maria } = await chatWithMaria(box)
  const base = `${box.url}/bot${token}`
  const query = new URLSearchParams({ chat_id: String(maria.id), text: 'запрос' })
  await fetch(`${base}/sendMessage?${query.toString()}`)
  query.set('text', 'форма')
  await fetch(`${base}/SENDMESSAGE`, { method: 'POST', body: query })
  const form = new FormData()
  form.set('chat_id', String(maria.id))
  form.set('text', 'части')
  await fetch(`${base}/sendmessage`, { method: 'POST', body: form })
  await box.call('sendMessage', { chat_id: String(maria.id), text: 'json' })
  const texts = (await maria.messages()).filter(({ fromBot }) => fromBot).map(({ text }) => text)
  assert.deepEqual(texts, ['запрос', 'форма', 'части', 'json'])
})

test('unknown methods, tokens and broken bodies are refused', async () => {
  await using box = await openSandbox()
  assert.deepEqual(await box.call('sendTelepathy'), {
    ok: false,
    error_code: 404,
    description: 'Not Found',
  })
  const response = await fetch(`${box.url}/bot42:wrong/getMe`)
  assert.equal(response.status, 401)
  assert.deepEqual(await response.json(), { ok: false, error_code: 401, description: 'Unauthorized' })
  const broken = await fetch(`${box.url}/bot${token}/getMe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"a',
  })
  assert.equal(broken.status, 400)
})

test('the list of calls names the bot and never its token', async () => {
  await using box = await openSandbox()
  const { maria, send } = await chatWithMaria(box)
  await send({ text: 'раз' })
  const [call] = await box.driver.calls({ method: 'sendMessage', chatId: maria.id })
  assert.equal(call?.status, 200)
  assert.deepEqual(call?.params, { chat_id: maria.id, text: 'раз' })
  assert.ok(!JSON.stringify(await box.driver.calls()).includes('sandbox-test'))
})
