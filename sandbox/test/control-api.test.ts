import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connectSandbox } from '../src/driver.ts'
import { startSandbox } from '../src/sandbox.ts'
import { openSandbox, token } from './sandbox-fixture.ts'

async function control(url: string, method: string, path: string, body?: object) {
  const response = await fetch(`${url}/control${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return [response.status, await response.json()]
}

test('a request that cannot be carried out is refused in words', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  const cases: [string, string, object | undefined, number, string][] = [
    ['POST', '/people', {}, 400, 'firstName must be a text'],
    ['POST', '/people', { firstName: 'Мария', id: maria.id }, 409, `person ${maria.id} is already there`],
    ['POST', '/people/5/send', { text: 'x' }, 404, 'no person 5'],
    ['POST', `/people/${maria.id}/send`, {}, 400, 'send needs text, a file, a contact or a location'],
    ['POST', `/people/${maria.id}/send`, { text: ' ' }, 400, 'Telegram sends no empty messages'],
    ['POST', `/people/${maria.id}/send`, { text: 'x', chatId: -5 }, 404, 'Мария is in no chat -5'],
    ['POST', `/people/${maria.id}/album`, { items: [{ photo: true }] }, 400, 'an album has 2 to 10 items'],
    ['PATCH', '/settings', { limits: 'some' }, 400, 'limits must be off or telegram'],
    ['POST', '/faults', { when: 'never' }, 400, 'when must be before or after'],
    ['GET', '/callbacks/7', undefined, 404, 'no press 7'],
  ]
  for (const [method, path, body, status, error] of cases) {
    assert.deepEqual(await control(box.url, method, path, body), [status, { error }])
  }
})

test('many write at the same moment, each in his own chat', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  const ivan = await box.driver.person({ firstName: 'Иван' })
  await box.driver.sendWords([
    { personId: maria.id, text: 'раз' },
    { personId: ivan.id, text: 'два' },
    { personId: maria.id, text: 'три' },
  ])
  const updates = await box.driver.pendingUpdates()
  assert.deepEqual(
    updates.map(({ message }) => Object(message)).map(({ from, text }) => [from.id, text]),
    [
      [maria.id, 'раз'],
      [ivan.id, 'два'],
      [maria.id, 'три'],
    ],
  )
  await assert.rejects(box.driver.sendWords([{ personId: 5, text: 'x' }]), /no person 5/)
})

test('people join, leave and become administrators of a group, and are kept out of others', async () => {
  await using box = await openSandbox()
  const ivan = await box.driver.person({ firstName: 'Иван' })
  const olga = await box.driver.person({ firstName: 'Ольга' })
  const group = await box.driver.group({ title: 'Поддержка', members: [ivan] })
  await assert.rejects(olga.in(group).send('впустите'), /is in no chat/)
  await group.setMember(olga, 'member')
  const joined = Object((await box.driver.pendingUpdates()).at(-1)?.['message'])
  assert.equal(joined.new_chat_members[0].id, olga.id)
  await olga.in(group).send('спасибо')
  await group.setMember(olga, 'left')
  const left = Object((await box.driver.pendingUpdates()).at(-1)?.['message'])
  assert.equal(left.left_chat_member.id, olga.id)
  await group.rename('Техподдержка')
  const renamed = Object((await box.driver.pendingUpdates()).at(-1)?.['message'])
  assert.deepEqual([renamed.new_chat_title, renamed.chat.title], ['Техподдержка', 'Техподдержка'])
})

test('bots have private chats and queues of their own', async () => {
  const other = '2000000002:alerts'
  const sandbox = await startSandbox({ port: 0, tokens: [token, other] })
  try {
    const driver = connectSandbox(sandbox.url)
    const maria = await driver.person({ firstName: 'Мария' })
    await maria.send('первому')
    const send = async (botToken: string) => {
      const query = new URLSearchParams({ chat_id: String(maria.id), text: 'привет' })
      const response = await fetch(`${sandbox.url}/bot${botToken}/sendMessage?${query.toString()}`)
      return response.status
    }
    assert.deepEqual([await send(token), await send(other)], [200, 400], 'the second has not met her')
    await control(sandbox.url, 'POST', `/people/${maria.id}/send`, { text: 'второму', bot: 2000000002 })
    assert.equal(await send(other), 200)
    const pending = async (bot: number) => {
      const [, answer] = await control(sandbox.url, 'GET', `/updates?bot=${bot}`)
      return Object(answer).pending.map((update: object) => Object(update).message.text)
    }
    assert.deepEqual([await pending(1000000001), await pending(2000000002)], [['первому'], ['второму']])
    assert.deepEqual(
      (await maria.messages()).map(({ text }) => text),
      ['первому', 'привет'],
    )
  } finally {
    await sandbox.close()
  }
})

test('a person may change names and language, and the bot sees it with the next message', async () => {
  await using box = await openSandbox()
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.rename({ firstName: 'Мария Ивановна', languageCode: 'en' })
  await maria.send('hello')
  const { from, chat } = Object((await box.driver.pendingUpdates()).at(-1)?.['message'])
  assert.deepEqual(
    [from.first_name, from.language_code, chat.first_name],
    ['Мария Ивановна', 'en', 'Мария Ивановна'],
  )
})

test('a file over 50 MB is too large to upload', async () => {
  await using box = await openSandbox()
  const form = new FormData()
  form.set('document', new Blob([new Uint8Array(51 * 1024 * 1024)]), 'архив.zip')
  const response = await fetch(`${box.url}/bot${token}/sendDocument`, { method: 'POST', body: form })
  assert.equal(response.status, 413)
  assert.deepEqual(await response.json(), {
    ok: false,
    error_code: 413,
    description: 'Request Entity Too Large',
  })
})
