import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Attachment, Incoming } from '../src/telegram/incoming.ts'
import {
  descriptionOf,
  draftFields,
  draftState,
  editMessage,
  fill,
  goBack,
  goOn,
  isFilled,
  maxFiles,
  maxText,
  newDraft,
  type TicketDraft,
} from '../src/tickets/filing/draft.ts'
import { takeMessage } from '../src/tickets/filing/draft-message.ts'
import { draftQuestion } from '../src/tickets/filing/draft-view.ts'

const draftId = '0c9b1f2e-5f0e-4a52-9f6a-2d6f1a2b3c4d'

function message(changes: Partial<Incoming>): Incoming {
  return {
    ...{ chatId: 1, messageId: 10, threadId: undefined, text: undefined, attachment: undefined },
    ...{
      mediaGroupId: undefined,
      replyToMessageId: undefined,
      location: undefined,
      contactUserId: undefined,
    },
    ...changes,
  }
}

const file = (name: string): Attachment => ({ kind: 'photo', fileId: name, fileUniqueId: `u${name}` })

function taken(draft: TicketDraft, ...messages: Incoming[]): TicketDraft {
  return messages.reduce((before, next) => takeMessage(before, next).draft, draft)
}

const atDescription = () => fill(fill(newDraft(draftId), { categoryId: 1 }), { place: 'каб. 1' })

test('the fields are asked in their order, and then comes the check', () => {
  const steps = [newDraft(draftId).step]
  let draft = fill(newDraft(draftId), { categoryId: 1 })
  steps.push(draft.step)
  draft = fill(draft, { place: 'каб. 1' })
  steps.push(draft.step)
  draft = taken(draft, message({ text: 'Сломано' }))
  steps.push(draft.step)
  draft = fill(draft, { urgency: 'low' })
  steps.push(draft.step)
  assert.deepEqual(steps, ['category', 'place', 'description', 'urgency', 'check'])
})

test('back goes to the field before, and to the check once all is filled in', () => {
  assert.equal(goBack(atDescription()).step, 'place')
  assert.equal(goBack(goBack(atDescription())).step, 'category')
  assert.equal(goBack(goBack(goBack(atDescription()))).step, 'category')
  const full = fill(taken(atDescription(), message({ text: 'Сломано' })), { urgency: 'low' })
  assert.equal(goBack({ ...full, step: 'place' }).step, 'check')
})

test('a draft survives being stored', () => {
  const draft = taken(
    atDescription(),
    message({ attachment: file('a'), mediaGroupId: 'g' }),
    message({ text: 'Сломано' }),
  )
  const stored = draftState.schema.parse(JSON.parse(JSON.stringify(draft)))
  assert.deepEqual(JSON.parse(JSON.stringify(stored)), JSON.parse(JSON.stringify(draft)))
})

test('a new description takes the place of the old one at its own step, elsewhere it is added', () => {
  const described = taken(atDescription(), message({ messageId: 1, text: 'Сломано' }))
  const added = taken(described, message({ messageId: 2, text: 'и шумит' }))
  assert.equal(descriptionOf(added), 'Сломано\n\nи шумит')
  const replaced = taken({ ...added, step: 'description' }, message({ messageId: 3, text: 'Всё не так' }))
  assert.equal(descriptionOf(replaced), 'Всё не так')
})

test('a file alone asks for words once per album', () => {
  const first = takeMessage(atDescription(), message({ attachment: file('a'), mediaGroupId: 'g' }))
  const second = takeMessage(first.draft, message({ attachment: file('b'), mediaGroupId: 'g' }))
  assert.deepEqual([first.kind, second.kind], ['ask_words', 'silent'])
  assert.equal(second.draft.files.length, 2)
  assert.equal(isFilled(second.draft, 'description'), false)
  assert.equal(isFilled({ ...second.draft, withoutText: true }, 'description'), true)
})

test('the same file twice is one', () => {
  const once = taken(atDescription(), message({ attachment: file('a') }), message({ attachment: file('a') }))
  assert.equal(once.files.length, 1)
})

test('a caption at the step of the place says what is wrong, not where', () => {
  const atPlace = fill(newDraft(draftId), { categoryId: 1 })
  const draft = taken(atPlace, message({ text: 'Течёт', attachment: file('a') }))
  assert.equal(draft.place, undefined)
  assert.equal(descriptionOf(draft), 'Течёт')
  assert.equal(draft.step, 'place')
})

test('a text over the limit changes nothing, and the rest that follows at once is passed over', () => {
  const before = atDescription()
  const refused = takeMessage(before, message({ messageId: 5, text: 'я'.repeat(maxText + 1) }))
  assert.ok(refused.kind === 'text_too_long' && refused.length === maxText + 1)
  const rest = takeMessage(refused.draft, message({ messageId: 6, text: 'хвост' }))
  assert.equal(rest.kind, 'silent')
  assert.equal(descriptionOf(rest.draft), '')
  // the answer of the bot has id 7
  assert.equal(takeMessage(rest.draft, message({ messageId: 8, text: 'Короче' })).kind, 'ask')
})

test('length is counted in characters as people see them, not in halves of an emoji', () => {
  assert.equal(takeMessage(atDescription(), message({ text: '🙂'.repeat(maxText) })).kind, 'ask')
})

test('an edit reaches the words and the place that came from the message, and no others', () => {
  const draft = taken(
    fill(newDraft(draftId), { categoryId: 1 }),
    message({ messageId: 1, text: 'каб. 1' }),
    message({ messageId: 2, text: 'Сломано' }),
  )
  const place = editMessage(draft, { messageId: 1, text: 'каб. 2' })
  assert.ok(place?.kind === 'added' && place.draft.place === 'каб. 2')
  const words = editMessage(draft, { messageId: 2, text: 'Разбито' })
  assert.ok(words?.kind === 'added' && descriptionOf(words.draft) === 'Разбито')
  assert.equal(words.draft.step, draft.step)
  assert.equal(editMessage(draft, { messageId: 3, text: 'Мимо' }), undefined)
  assert.equal(editMessage(draft, { messageId: 2, text: 'я'.repeat(maxText + 1) })?.kind, 'too_long')
})

const anyMessage = fc.record({
  messageId: fc.integer({ min: 1, max: 50 }),
  text: fc.option(fc.string({ minLength: 1, maxLength: 2500, unit: 'binary' }), { nil: undefined }),
  attachment: fc.option(
    fc.integer({ min: 0, max: 40 }).map((n) => file(String(n))),
    { nil: undefined },
  ),
  mediaGroupId: fc.option(fc.constantFrom('g', 'h'), { nil: undefined }),
})

test('whatever is sent, a draft stays within its limits and is never half a step', () => {
  fc.assert(
    fc.property(fc.array(anyMessage, { maxLength: 40 }), fc.constantFrom(...draftFields), (sent, step) => {
      const draft = taken({ ...newDraft(draftId), step }, ...sent.map(message))
      assert.ok([...descriptionOf(draft)].length <= maxText)
      assert.ok(draft.files.length <= maxFiles)
      assert.ok(draftState.schema.safeParse(draft).success)
      assert.ok(goOn(draft).step === 'check' || !draftFields.every((field) => isFilled(draft, field)))
    }),
    { numRuns: 200 },
  )
})

test('a school without a single ticket has no places to choose from, and is not told to choose', () => {
  const ask = (places: string[]) =>
    draftQuestion(
      { ...newDraft(draftId), step: 'place', places },
      { language: 'ru', category: undefined, categories: [] },
    ).text.html
  assert.match(ask([]), /Где это\? Напишите/)
  assert.match(ask(['Кабинет 204']), /Где это\? Выберите место или напишите/)
})
