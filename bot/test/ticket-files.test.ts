import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message, PersonDriver } from '../../sandbox/src/driver.ts'
import { batchesOf } from '../src/telegram/file-batches.ts'
import type { Attachment } from '../src/telegram/incoming.ts'
import { says } from './chat.ts'
import { file, shows } from './help-desk.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

test('files are put into as few messages as albums allow', () => {
  const files = (['photo', 'document', 'video', 'voice', 'document', 'video_note', 'audio'] as const).map(
    (kind, id) => ({ id, kind, fileId: `f${id}` }),
  )
  assert.deepEqual(
    batchesOf(files).map((batch) => batch.map(({ id }) => id)),
    [[0, 2], [1, 4], [3], [5], [6]],
  )
  const photos = Array.from({ length: 21 }, (_, id) => ({ id, kind: 'photo' as const, fileId: `p${id}` }))
  assert.deepEqual(
    batchesOf(photos).map(({ length }) => length),
    [10, 10, 1],
  )
})

test('the files of a ticket follow its card, pictures and documents apart', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const sent = [
    await teacher.sendPhoto(),
    await teacher.sendPhoto(),
    await teacher.sendDocument(),
    await teacher.sendVoice(),
  ]
  const { id } = await file(school, teacher, { attachments: sent.map(attachmentOf) })
  const card = await ivan.waitFor(shows(id, 'Файлы: 4'), { since: 'start' })
  const files = await filesOf(ivan, 4)
  assert.deepEqual(
    files.map(({ media }) => media?.kind),
    ['photo', 'photo', 'document', 'voice'],
  )
  assert.ok(files.every(({ replyTo }) => replyTo === card.messageId))
  assert.ok(files[0]?.mediaGroupId !== undefined && files[0].mediaGroupId === files[1]?.mediaGroupId)
  assert.equal(files[0].caption, `Заявка №${id}`)
})

test('a file that Telegram does not take any more holds nobody up', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const photo = attachmentOf(await teacher.sendPhoto())
  const gone: Attachment = { kind: 'photo', fileId: 'AgACAgone', fileUniqueId: 'gone' }
  const { id } = await file(school, teacher, { attachments: [gone, photo] })
  await ivan.waitFor(says('часть файлов', `№${id}`), { since: 'start' })
  assert.equal((await filesOf(ivan, 1)).length, 1)
  const next = await file(school, teacher)
  await ivan.waitFor(shows(next.id), { since: 'start' })
})

test('a fault between two messages with files repeats none of them', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const sent = [await teacher.sendPhoto(), await teacher.sendDocument()]
  await school.sandbox.fault({ method: 'sendDocument', times: 1, status: 502 })
  await file(school, teacher, { attachments: sent.map(attachmentOf) })
  await filesOf(ivan, 2)
  const calls = await school.sandbox.calls({ method: 'sendPhoto', chatId: ivan.chatId })
  assert.equal(calls.length, 1)
})

function attachmentOf({ media, raw }: Message): Attachment {
  const kinds = ['photo', 'document', 'voice'] as const
  const kind = kinds.find((one) => one === media?.kind)
  if (kind === undefined || media === undefined) throw new Error('no file')
  const file = kind === 'photo' ? raw.photo?.at(-1) : raw[kind]
  if (file === undefined) throw new Error('no file')
  return { kind, fileId: file.file_id, fileUniqueId: file.file_unique_id }
}

function filesOf(person: PersonDriver, count: number): Promise<Message[]> {
  return until(`${count} files`, async () => {
    const files = (await person.messages()).filter(({ fromBot, media }) => fromBot && media !== undefined)
    return files.length === count && files
  })
}
