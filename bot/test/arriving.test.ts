import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Gathering } from '../src/tasks/acting/acting-dialogues.ts'
import { gather, maxFiles as maxGathered } from '../src/tasks/acting/gather-words.ts'
import { textOf } from '../src/tasks/issuing/order-content.ts'
import { maxFiles as maxOrdered, newOrder } from '../src/tasks/issuing/order-draft.ts'
import { takeMessage as takeIntoOrder } from '../src/tasks/issuing/order-message.ts'
import type { Attachment, Incoming } from '../src/telegram/incoming.ts'
import { descriptionOf, maxFiles as maxFiled, newDraft } from '../src/tickets/filing/draft.ts'
import { takeMessage as takeIntoTicket } from '../src/tickets/filing/draft-message.ts'

const photo = (id: number): Attachment => ({ kind: 'photo', fileId: `f${id}`, fileUniqueId: `u${id}` })
const files = (count: number) => Array.from({ length: count }, (_, i) => photo(i))

function message(messageId: number, parts: Partial<Incoming>): Incoming {
  return {
    ...{ chatId: 1, messageId, threadId: undefined, text: undefined, attachment: undefined },
    ...{
      mediaGroupId: undefined,
      replyToMessageId: undefined,
      location: undefined,
      contactUserId: undefined,
    },
    ...parts,
  }
}

/** Drafts that have as many files as may be, and what each takes a message into. */
const order = { ...newOrder(randomUUID()), files: files(maxOrdered) }
const ticket = { ...newDraft(randomUUID()), files: files(maxFiled), step: 'description' as const }
const report: Gathering = { draft: '0123abcd', taskId: 1, action: 'report', files: files(maxGathered) }

test('the words under a file that is one too many are kept, and its sender learns that the file is not', () => {
  const captioned = message(7, { attachment: photo(99), text: 'Вот это тоже' })
  const ordered = takeIntoOrder(order, captioned)
  assert.equal(ordered.kind, 'files_full')
  assert.equal(textOf(ordered.draft), 'Вот это тоже')
  const filed = takeIntoTicket(ticket, captioned)
  assert.equal(filed.kind, 'files_full')
  assert.equal(descriptionOf(filed.draft), 'Вот это тоже')
  const gathered = gather(report, captioned)
  assert.ok(gathered.kind === 'files_full')
  assert.equal(gathered.draft.text, 'Вот это тоже')
  for (const { draft } of [ordered, filed, gathered]) {
    assert.ok(!draft.files.some(({ fileId }) => fileId === 'f99'))
  }
})

test('of an album that does not fit it is said once, and the same file twice is one', () => {
  const ofAlbum = (id: number) => message(id, { attachment: photo(id), mediaGroupId: 'album' })
  const first = gather(report, ofAlbum(100))
  assert.ok(first.kind === 'files_full')
  assert.equal(gather(first.draft, ofAlbum(101)).kind, 'silent')
  const again = gather(report, message(8, { attachment: photo(3) }))
  assert.ok(again.kind === 'ready')
  assert.equal(again.draft.files.length, maxGathered)
})
