import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, openSandbox } from './sandbox-fixture.ts'

const ids = ({ result }: Answer) => result.map((update) => update['update_id'])

test('updates are handed out again until a higher offset confirms them', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  for (const text of ['раз', 'два', 'три']) await maria.send(text)
  const first = await box.call('getUpdates')
  assert.equal(first.result.length, 3)
  const [one, two, three] = ids(first)
  assert.deepEqual(
    [Number(two) - Number(one), Number(three) - Number(two)],
    [1, 1],
    'update ids grow one by one',
  )
  assert.deepEqual(ids(await box.call('getUpdates')), [one, two, three], 'nothing is lost without an offset')
  assert.deepEqual(ids(await box.call('getUpdates', { offset: two })), [two, three])
  assert.deepEqual(ids(await box.call('getUpdates')), [two, three], 'a confirmed update does not come back')
  assert.deepEqual(ids(await box.call('getUpdates', { limit: 1 })), [two])
  assert.deepEqual(
    ids(await box.call('getUpdates', { offset: -1 })),
    [three],
    'a negative offset keeps the newest',
  )
  assert.deepEqual(ids(await box.call('getUpdates', { offset: Number(three) + 1 })), [])
  const { delivered, repeated } = await box.driver.deliveries()
  assert.deepEqual({ delivered, repeated }, { delivered: 3, repeated: 9 })
})

test('a long poll ends as soon as something arrives, and after its timeout with nothing', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  const poll = box.call('getUpdates', { timeout: 30 })
  await maria.send('привет')
  assert.equal((await poll).result.length, 1)
  const offset = Number(ids(await box.call('getUpdates'))[0]) + 1
  const started = performance.now()
  assert.deepEqual((await box.call('getUpdates', { offset, timeout: 1 })).result, [])
  assert.ok(performance.now() - started >= 900)
})

test('a second poller ends the wait of the first one', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  const first = box.call('getUpdates', { timeout: 30 })
  await waitForMode(box, 'polling')
  const second = box.call('getUpdates', { timeout: 30 })
  const refused = await first
  assert.equal(refused.error_code, 409)
  assert.equal(
    refused.description,
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  )
  await maria.send('кто тут')
  assert.equal((await second).result.length, 1)
})

test('polling and a webhook exclude each other', async () => {
  await using box = await openSandbox()
  const waiting = box.call('getUpdates', { timeout: 30 })
  await waitForMode(box, 'polling')
  assert.ok((await box.call('setWebhook', { url: 'http://127.0.0.1:9/hook' })).ok)
  assert.equal((await waiting).description, 'Conflict: terminated by setWebhook request')
  const refused = await box.call('getUpdates')
  assert.equal(refused.error_code, 409)
  assert.equal(
    refused.description,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  )
  await box.call('deleteWebhook')
  assert.ok((await box.call('getUpdates')).ok)
})

test('kinds of updates are remembered, and rare kinds come only when asked for', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  const ivan = await box.driver.person({ firstName: 'Иван' })
  const group = await box.driver.group({ title: 'Помощь', members: [maria], botIsAdmin: true })
  await group.setMember(ivan, 'member')
  const kinds = async (params: object) => {
    const { result } = await box.call('getUpdates', params)
    return result.flatMap((update) => Object.keys(update).filter((name) => name !== 'update_id'))
  }
  assert.ok(!(await kinds({})).includes('chat_member'), 'not by default')
  await kinds({ offset: -1, allowed_updates: ['chat_member'] })
  const [last] = await box.driver.pendingUpdates()
  await box.call('getUpdates', { offset: Number(last?.update_id) + 1 })
  await maria.send('текст')
  await group.setMember(ivan, 'left')
  assert.deepEqual(await kinds({}), ['chat_member'], 'the list holds for later calls that do not name it')
  await kinds({ allowed_updates: [] })
  await maria.send('снова')
  assert.ok((await kinds({})).includes('message'), 'an empty list brings the default back')
})

test('messages wait a day for the bot, presses 150 seconds', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('/start')
  const reply_markup = { inline_keyboard: [[{ text: 'Да', callback_data: 'yes' }]] }
  await box.call('sendMessage', { chat_id: maria.id, text: 'Точно?', reply_markup })
  await maria.press('Да')
  assert.equal((await box.driver.pendingUpdates()).length, 2)
  await box.driver.advanceClock(151_000)
  assert.deepEqual(
    (await box.driver.pendingUpdates()).map((update) => 'callback_query' in update),
    [false],
  )
  await box.driver.advanceClock(24 * 3_600_000)
  assert.deepEqual(await box.driver.pendingUpdates(), [])
})

test('a raw update can be injected and an old one delivered again, even below the offset', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('раз')
  const [id] = ids(await box.call('getUpdates'))
  const offset = Number(id) + 1
  await box.call('getUpdates', { offset })
  await box.driver.redeliver(Number(id), { copies: 2 })
  assert.deepEqual(ids(await box.call('getUpdates', { offset })), [id, id])
  assert.deepEqual(ids(await box.call('getUpdates', { offset })), [], 'once')
  const injected = await box.driver.injectUpdate({ strange: true })
  assert.deepEqual((await box.call('getUpdates', { offset })).result, [
    { update_id: injected, strange: true },
  ])
})

async function waitForMode(box: Awaited<ReturnType<typeof openSandbox>>, mode: string): Promise<void> {
  while ((await box.driver.bot()).mode !== mode) await new Promise((resolve) => setTimeout(resolve, 5))
}
