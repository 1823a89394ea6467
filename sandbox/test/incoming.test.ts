import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fixture, openSandbox } from './sandbox-fixture.ts'

async function chatWithMaria(box: Fixture) {
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('/start')
  return maria
}

test('every kind of message a person can send reaches the bot under its own name', async () => {
  await using box = await openSandbox()
  const maria = await chatWithMaria(box)
  await maria.sendDocument({ caption: 'акт' })
  await maria.sendVoice()
  await maria.sendVideo()
  await maria.sendAudio()
  await maria.sendSticker()
  await maria.sendContact()
  await maria.sendLocation()
  const updates = (await box.driver.pendingUpdates()).slice(1)
  const names = ['document', 'voice', 'video', 'audio', 'sticker', 'contact', 'location']
  assert.deepEqual(
    updates.map(({ message }) => Object.keys(Object(message)).find((name) => names.includes(name))),
    names,
  )
})

test('an album is separate updates with one media_group_id', async () => {
  await using box = await openSandbox()
  const maria = await chatWithMaria(box)
  await maria.sendAlbum([{ photo: true, caption: 'вид' }, { photo: true }, { video: true }])
  const albums = (await box.driver.pendingUpdates())
    .slice(1)
    .map(({ message }) => Object(message).media_group_id)
  assert.equal(albums.length, 3)
  assert.equal(new Set(albums).size, 1)
  assert.ok(albums[0])
})

test('a long text of a person comes as several messages, as the apps send it', async () => {
  await using box = await openSandbox()
  const maria = await chatWithMaria(box)
  await maria.send(`${'слово '.repeat(833)}конец`)
  const texts = (await maria.messages()).slice(1).map(({ text }) => text ?? '')
  assert.equal(texts.length, 2)
  assert.ok(texts.every((text) => text.length <= 4096 && !/^\s|\s$/.test(text)))
  assert.equal(texts.join(' ').split(' ').length, 834)
  await assert.rejects(maria.sendPhoto({ caption: 'я'.repeat(1025) }), /at most 1024/)
})

test('reactions of people are told to a bot that asked for them', async () => {
  await using box = await openSandbox()
  const maria = await chatWithMaria(box)
  const { result } = await box.call('sendMessage', { chat_id: maria.id, text: 'Решено' })
  await maria.react(Number(result['message_id']), '👍')
  assert.equal((await box.driver.pendingUpdates()).length, 1, 'not by default')
  await box.call('getUpdates', { allowed_updates: ['message', 'message_reaction'] })
  await maria.react(Number(result['message_id']), '🔥')
  const reaction = Object((await box.driver.pendingUpdates()).at(-1)?.['message_reaction'])
  assert.deepEqual(
    [reaction.old_reaction, reaction.new_reaction],
    [[{ type: 'emoji', emoji: '👍' }], [{ type: 'emoji', emoji: '🔥' }]],
  )
})
