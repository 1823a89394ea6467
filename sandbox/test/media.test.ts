import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRecord } from '../src/params.ts'
import { sampleFile } from '../src/sample-files.ts'
import { type Answer, type Fixture, openSandbox, token } from './sandbox-fixture.ts'

async function chatWithMaria(box: Fixture) {
  const maria = await box.driver.person({ firstName: 'Мария' })
  await maria.send('/start')
  return maria
}

async function upload(box: Fixture, method: string, fields: Record<string, string | Blob>): Promise<Answer> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const response = await fetch(`${box.url}/bot${token}/${method}`, { method: 'POST', body: form })
  return (await response.json()) as Answer
}

const png = new Blob([new Uint8Array(sampleFile('photo').bytes ?? [])], { type: 'image/png' })

test('a photo of a person arrives in sizes and its bytes can be downloaded', async () => {
  await using box = await openSandbox()
  const maria = await chatWithMaria(box)
  const sent = await maria.sendPhoto({
    caption: 'Кабинет 12',
    file: { base64: Buffer.from(await png.arrayBuffer()).toString('base64') },
  })
  const message = Object((await box.driver.pendingUpdates()).at(-1)?.['message'])
  assert.equal(message.caption, 'Кабинет 12')
  assert.deepEqual(
    message.photo.map(({ width }: { width: number }) => width),
    [320, 320],
  )
  const { result } = await box.call('getFile', { file_id: sent.media?.fileId })
  const file = await fetch(`${box.url}/file/bot${token}/${String(result['file_path'])}`)
  assert.deepEqual(await file.bytes(), await png.bytes())
  const shown = await fetch(`${box.url}${sent.media?.url}`)
  assert.equal(shown.headers.get('x-content-type-options'), 'nosniff')
})

test('files over 20 MB cannot be downloaded', async () => {
  await using box = await openSandbox()
  const maria = await chatWithMaria(box)
  const { media } = await maria.sendDocument({ file: { name: 'видео.zip', size: 25_000_000 } })
  assert.equal(
    (await box.call('getFile', { file_id: media?.fileId })).description,
    'Bad Request: file is too big',
  )
  assert.equal(
    (await box.call('getFile', { file_id: 'нет' })).description,
    'Bad Request: wrong file_id or the file is temporarily unavailable',
  )
})

test('a bot sends files by upload and by file_id of the same kind', async () => {
  await using box = await openSandbox()
  const maria = await chatWithMaria(box)
  const chat_id = String(maria.id)
  const { ok, result } = await upload(box, 'sendPhoto', {
    chat_id,
    photo: png,
    caption: '<b>до</b>',
    parse_mode: 'HTML',
  })
  assert.ok(ok)
  assert.equal(result['caption'], 'до')
  const attached = await upload(box, 'sendDocument', { chat_id, document: 'attach://file', file: png })
  const document = attached.result['document']
  assert.ok(isRecord(document))
  assert.equal((await maria.messages()).at(-1)?.media?.size, png.size)
  const again = { chat_id, document: document['file_id'] }
  assert.ok((await box.call('sendDocument', again)).ok)
  const refusals: [object, string][] = [
    [{ photo: document['file_id'] }, "Bad Request: can't use file of type Document as Photo"],
    [{ photo: 'AgACнет' }, 'Bad Request: wrong file identifier/HTTP URL specified'],
    [{ photo: 'https://example.com/a.png' }, 'Bad Request: failed to get HTTP URL content'],
    [{}, 'Bad Request: there is no photo in the request'],
    [{ photo: 'x', caption: 'я'.repeat(1025) }, 'Bad Request: message caption is too long'],
  ]
  for (const [params, words] of refusals) {
    assert.equal((await box.call('sendPhoto', { chat_id, ...params })).description, words)
  }
})

test('photos must be images of at most 10 MB', async () => {
  await using box = await openSandbox()
  const maria = await chatWithMaria(box)
  const chat_id = String(maria.id)
  const text = new Blob(['не картинка'])
  assert.equal(
    (await upload(box, 'sendPhoto', { chat_id, photo: text })).description,
    'Bad Request: IMAGE_PROCESS_FAILED',
  )
  const big = new Blob([new Uint8Array(11 * 1024 * 1024)])
  assert.match((await upload(box, 'sendPhoto', { chat_id, photo: big })).description, /too big for a photo/)
  assert.equal(
    (await upload(box, 'sendPhoto', { chat_id, photo: new Blob([]) })).description,
    'Bad Request: file must be non-empty',
  )
})

test('albums of a bot have 2 to 10 items that go together', async () => {
  await using box = await openSandbox()
  const maria = await chatWithMaria(box)
  const photo = (await maria.sendPhoto()).media?.fileId
  const document = (await maria.sendDocument()).media?.fileId
  const send = (media: object[]) => box.call('sendMediaGroup', { chat_id: maria.id, media })
  const photos = (count: number) => Array.from({ length: count }, () => ({ type: 'photo', media: photo }))
  const { result } = await send([{ type: 'photo', media: photo, caption: 'раз' }, ...photos(9)])
  assert.equal(result.length, 10)
  assert.equal(new Set(result.map((message) => message['media_group_id'])).size, 1)
  assert.equal((await send(photos(11))).description, 'Bad Request: too many messages to send as an album')
  assert.equal((await send(photos(1))).ok, false)
  assert.equal(
    (await send([...photos(1), { type: 'document', media: document }])).description,
    "Bad Request: Document can't be mixed with other media types",
  )
})

test('messages are copied with their files and forwarded with their origin', async () => {
  await using box = await openSandbox()
  const maria = await chatWithMaria(box)
  const ivan = await box.driver.person({ firstName: 'Иван' })
  await ivan.send('/start')
  const { messageId } = await maria.sendPhoto({ caption: 'течёт кран' })
  const place = { chat_id: ivan.id, from_chat_id: maria.id }
  const copy = await box.call('copyMessage', { ...place, message_id: messageId })
  assert.deepEqual(Object.keys(copy.result), ['message_id'])
  const shown = await ivan.waitFor((message) => message.caption === 'течёт кран')
  assert.equal(shown.raw.forward_origin, undefined)
  const { result } = await box.call('forwardMessage', { ...place, message_id: messageId })
  assert.ok(isRecord(result['forward_origin']))
  assert.equal(
    (await box.call('copyMessage', { ...place, message_id: 999 })).description,
    'Bad Request: message to copy not found',
  )
  const album = await maria.sendAlbum([{ photo: true }, { photo: true }])
  const message_ids = album.map((message) => message.messageId)
  assert.equal((await box.call('copyMessages', { ...place, message_ids })).result.length, 2)
  const copies = (await ivan.messages()).slice(-2).map(({ mediaGroupId }) => mediaGroupId)
  assert.ok(copies[0] && copies[0] === copies[1] && copies[0] !== album[0]?.mediaGroupId)
})

test('a file in a message can be exchanged', async () => {
  await using box = await openSandbox()
  const maria = await chatWithMaria(box)
  const photo = (await maria.sendPhoto()).media?.fileId
  const document = (await maria.sendDocument()).media?.fileId
  const { result } = await box.call('sendPhoto', { chat_id: maria.id, photo, caption: 'было' })
  const edit = {
    chat_id: maria.id,
    message_id: result['message_id'],
    media: { type: 'document', media: document, caption: 'стало' },
  }
  assert.ok((await box.call('editMessageMedia', edit)).ok)
  const last = (await maria.messages()).at(-1)
  assert.deepEqual([last?.media?.kind, last?.caption], ['document', 'стало'])
  assert.match((await box.call('editMessageMedia', edit)).description, /message is not modified/)
})
