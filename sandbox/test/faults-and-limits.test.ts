import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fixture, openSandbox, token } from './sandbox-fixture.ts'

async function chatWithMaria(box: Fixture) {
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('/start')
  const send = (text = 'Привет') => box.call('sendMessage', { chat_id: maria.id, text })
  const received = async () => (await maria.messages()).filter(({ fromBot }) => fromBot).length
  return { maria, send, received }
}

test('a scripted refusal hits its method and chat, so many times', async () => {
  await using box = await openSandbox()
  const { maria, send, received } = await chatWithMaria(box)
  await box.driver.fault({ method: 'sendMessage', chatId: maria.id, times: 2, retryAfter: 7 })
  const refused = await send()
  assert.deepEqual(refused, {
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 7',
    parameters: { retry_after: 7 },
  })
  assert.ok((await box.call('getMe')).ok)
  assert.equal((await send()).error_code, 429)
  assert.ok((await send()).ok)
  assert.equal(await received(), 1)
  await box.driver.fault({ method: 'sendMessage', migrateToChatId: -1007 })
  assert.deepEqual((await send()).parameters, { migrate_to_chat_id: -1007 })
})

test('an endless fault holds until it is removed, and spares getUpdates unless named', async () => {
  await using box = await openSandbox()
  const { send } = await chatWithMaria(box)
  const fault = await box.driver.fault({ times: 0, status: 502 })
  assert.deepEqual([(await send()).error_code, (await send()).error_code], [502, 502])
  assert.ok((await box.call('getUpdates')).ok)
  await fault.remove()
  assert.ok((await send()).ok)
  await box.driver.fault({ method: 'getUpdates', status: 401 })
  assert.equal((await box.call('getUpdates')).description, 'Unauthorized')
})

test('a proxy may answer with a page instead of JSON', async () => {
  await using box = await openSandbox()
  await box.driver.fault({ body: '<html>Bad gateway</html>', status: 502 })
  const response = await fetch(`${box.url}/bot${token}/getMe`)
  assert.deepEqual([response.status, await response.text()], [502, '<html>Bad gateway</html>'])
})

test('an answer can be lost before or after the method was carried out', async () => {
  await using box = await openSandbox()
  const { send, received } = await chatWithMaria(box)
  await box.driver.fault({ method: 'sendMessage', cut: true })
  await assert.rejects(send())
  assert.equal(await received(), 0)
  await box.driver.fault({ method: 'sendMessage', cut: true, when: 'after' })
  await assert.rejects(send())
  assert.equal(await received(), 1, 'sent, but the bot cannot know')
  await box.driver.fault({ method: 'sendMessage', status: 500, when: 'after' })
  assert.equal((await send()).error_code, 500)
  assert.equal(await received(), 2)
  const [lost] = await box.driver.calls({ method: 'sendMessage' })
  assert.deepEqual([lost?.status, lost?.answer], [0, null])
})

test('a call can be slow, or hang until the fault is removed', async () => {
  await using box = await openSandbox()
  const { send, received } = await chatWithMaria(box)
  await box.driver.fault({ method: 'sendMessage', delayMs: 150 })
  const started = performance.now()
  assert.ok((await send()).ok)
  assert.ok(performance.now() - started >= 149)
  const fault = await box.driver.fault({ method: 'sendMessage', hang: true })
  const hanging = assert.rejects(send())
  while ((await box.driver.bot()) && (await faultsLeft(box)) > 0) await new Promise((r) => setTimeout(r, 5))
  await fault.remove()
  await hanging
  assert.equal(await received(), 1)
})

test('with limits on, bursts are refused with the seconds to wait', async () => {
  await using box = await openSandbox()
  const { send } = await chatWithMaria(box)
  for (let count = 0; count < 10; count++) assert.ok((await send()).ok, 'off by default')
  await box.driver.settings({ limits: 'telegram' })
  const answers = []
  for (let count = 0; count < 8; count++) answers.push(await send())
  const refused = answers.find(({ ok }) => !ok)
  assert.equal(refused?.description, `Too Many Requests: retry after ${refused?.parameters.retry_after}`)
  await box.driver.advanceClock((refused?.parameters.retry_after ?? 0) * 1000)
  assert.ok((await send()).ok, 'after the wait it goes on')
})

test('a group takes 20 messages and edits a minute', async () => {
  await using box = await openSandbox()
  await box.driver.settings({ limits: 'telegram' })
  const group = await box.driver.group({ title: 'Поддержка' })
  const send = () => box.call('sendMessage', { chat_id: group.id, text: 'Заявка' })
  for (let count = 0; count < 20; count++) assert.ok((await send()).ok)
  const refused = await send()
  assert.equal(refused.error_code, 429)
  assert.ok((refused.parameters.retry_after ?? 0) <= 3)
  const edit = { chat_id: group.id, message_id: 2, text: 'другое' }
  assert.equal((await box.call('editMessageText', edit)).error_code, 429)
})

test('an album counts as many messages as it has', async () => {
  await using box = await openSandbox()
  const { maria, send } = await chatWithMaria(box)
  const photo = (await maria.sendPhoto()).media?.fileId
  await box.driver.settings({ limits: 'telegram' })
  const media = Array.from({ length: 10 }, () => ({ type: 'photo', media: photo }))
  assert.ok((await box.call('sendMediaGroup', { chat_id: maria.id, media })).ok)
  assert.equal((await send()).parameters.retry_after, 6, '5 over the burst, and the next one')
})

test('all chats together take 30 messages a second', async () => {
  await using box = await openSandbox()
  const people = await Promise.all(
    Array.from({ length: 40 }, (_, index) => box.driver.person({ firstName: `П${index}` })),
  )
  for (const person of people) await person.send('/start')
  await box.driver.settings({ limits: 'telegram' })
  const answers = await Promise.all(
    people.map(({ id }) => box.call('sendMessage', { chat_id: id, text: 'Объявление' })),
  )
  const passed = answers.filter(({ ok }) => ok).length
  assert.ok(passed >= 30 && passed < 40, `${passed} passed`)
})

async function faultsLeft(box: Fixture): Promise<number> {
  const response = await fetch(`${box.url}/control/faults`)
  const faults: unknown = await response.json()
  return Array.isArray(faults) ? faults.length : 0
}
